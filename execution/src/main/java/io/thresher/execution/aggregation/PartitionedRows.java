package io.thresher.execution.aggregation;

import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.row.RowArena;
import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.RowLayout;
import io.thresher.execution.row.RowPartitions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the tables of several tasks as pieces that share no key: with one table its chunks, else partitions by hash in
 * which equal rows of different tables are merged. Any thread may merge any piece.
 */
final class PartitionedRows implements AutoCloseable {
    private static final int MIN_BITS = 1;
    private static final int SMALL_ROWS = 8192;
    private static final int MAX_BITS = 12;
    private static final long PIECE_BYTES = 512 << 10;

    private final List<RowArena> arenas;
    private final RowLayout layout;
    private final QueryContext context;
    private final int bits;
    private final @Nullable RowPartitions[] partitions;
    private final long rowCount;

    PartitionedRows(List<RowArena> arenas, RowLayout layout, QueryContext context) {
        this.arenas = List.copyOf(arenas);
        this.layout = layout;
        this.context = context;
        long rows = 0;
        for (RowArena arena : arenas) {
            rows += arena.rowCount();
        }
        this.rowCount = rows;
        this.bits = bits(rows, layout.rowBytes() + 16);
        this.partitions = new RowPartitions[this.arenas.size()];
    }

    private static int bits(long rows, int bytes) {
        int bits = rows <= SMALL_ROWS ? MIN_BITS : 6;
        while (bits < MAX_BITS && rows * bytes >>> bits > PIECE_BYTES) {
            bits++;
        }
        return bits;
    }

    /** Rows of all tables, those to be merged counted apart. */
    long rowCount() {
        return rowCount;
    }

    /** The work to be done before pieces are read, to be run in parallel. */
    List<Runnable> order() {
        List<Runnable> work = new ArrayList<>();
        if (arenas.size() > 1) {
            for (int a = 0; a < arenas.size(); a++) {
                int arena = a;
                work.add(() -> partitions[arena] = new RowPartitions(arenas.get(arena), bits, context.memory()));
            }
        }
        return work;
    }

    /** The number of pieces. */
    int pieceCount() {
        return switch (arenas.size()) {
            case 0 -> 0;
            case 1 -> arenas.get(0).chunkCount();
            default -> 1 << bits;
        };
    }

    /** Opens a piece; rows of equal keys are merged by {@code combiner} into the first. */
    RowPiece open(int piece, Combiner combiner) {
        if (arenas.size() == 1) {
            RowArena arena = arenas.get(0);
            return new RowPiece(arena.chunkAddress(piece), arena.chunkRows(piece), arena.rowBytes());
        }
        int rows = 0;
        for (RowPartitions table : partitions) {
            rows += table == null ? 0 : table.size(piece);
        }
        RowPiece merged = new RowPiece(rows, context.memory());
        try (RowHashTable index = new RowHashTable(layout, context.memory())) {
            index.ensureRoom(rows);
            for (RowPartitions table : partitions) {
                context.cancellation().check();
                for (int i = 0; table != null && i < table.size(piece); i++) {
                    long row = table.row(piece, i);
                    long twin = index.adopt(row);
                    if (twin == 0) {
                        merged.add(row);
                    } else {
                        combiner.combine(row, twin);
                    }
                }
            }
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < partitions.length; i++) {
            RowPartitions table = partitions[i];
            if (table != null) {
                table.close();
                partitions[i] = null;
            }
        }
    }

    /** Adds what one row holds to another of equal keys. */
    interface Combiner {
        void combine(long source, long target);
    }
}
