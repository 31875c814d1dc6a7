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
    private final @Nullable RadixGroups radix;
    private final RowLayout layout;
    private final QueryContext context;
    private final int bits;
    private final @Nullable RowPartitions[] partitions;
    private final long rowCount;

    /** Makes pieces of the rows of {@code arenas} and those of {@code radix}, if that is not null. */
    PartitionedRows(List<RowArena> arenas, @Nullable RadixGroups radix, RowLayout layout, QueryContext context) {
        this.radix = radix;
        this.arenas = List.copyOf(arenas);
        this.layout = layout;
        this.context = context;
        long rows = 0;
        for (RowArena arena : arenas) {
            rows += arena.rowCount();
        }
        this.rowCount = rows;
        this.bits = radix == null ? bits(rows, layout.rowBytes() + 16) : RadixGroups.BITS;
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
        if (!isOneTable()) {
            for (int a = 0; a < arenas.size(); a++) {
                int arena = a;
                work.add(() -> partitions[arena] = new RowPartitions(arenas.get(arena), bits, context.memory()));
            }
        }
        return work;
    }

    /** The number of pieces. */
    int pieceCount() {
        if (isOneTable()) {
            return arenas.get(0).chunkCount();
        }
        return arenas.isEmpty() && radix == null ? 0 : 1 << bits;
    }

    private boolean isOneTable() {
        return arenas.size() == 1 && radix == null;
    }

    /** Opens a piece; rows of equal keys are merged by {@code combiner} into the first. */
    RowPiece open(int piece, Combiner combiner) {
        if (isOneTable()) {
            RowArena arena = arenas.get(0);
            return new RowPiece(arena.chunkAddress(piece), arena.chunkRows(piece), arena.rowBytes());
        }
        int rows = 0;
        for (RowPartitions table : partitions) {
            rows += table == null ? 0 : table.size(piece);
        }
        return radix == null
                ? mergeTables(piece, rows, combiner)
                : mergeInto(radix.table(piece), piece, rows, combiner);
    }

    private RowPiece mergeTables(int piece, int rows, Combiner combiner) {
        RowPiece merged = new RowPiece(rows, context.memory());
        try (RowHashTable index = new RowHashTable(layout, context.memory())) {
            index.ensureRoom(rows);
            merge(index, piece, merged, combiner);
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    /** Merges the tables' rows of a piece into the table that holds most of it. */
    private RowPiece mergeInto(RowHashTable table, int piece, int rows, Combiner combiner) {
        RowArena own = table.rows();
        RowPiece merged = new RowPiece(own.rowCount() + rows, context.memory());
        try {
            table.ensureRoom(rows);
            merge(table, piece, merged, combiner);
            for (int c = 0; c < own.chunkCount(); c++) {
                long row = own.chunkAddress(c);
                for (int i = own.chunkRows(c); i > 0; i--) {
                    merged.add(row);
                    row += own.rowBytes();
                }
            }
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    private void merge(RowHashTable index, int piece, RowPiece merged, Combiner combiner) {
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
