package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.RawMemory;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The least and greatest value of each block of {@link #BLOCK_ROWS} rows of a column of whole numbers; of other types nothing is
 * known. Immutable.
 */
public final class Zones {
    /** Rows of a block: a batch. */
    public static final int BLOCK_ROWS = ColumnBatch.MAX_ROWS;

    /** Nothing is known. */
    static final Zones NONE = new Zones(new long[0], new long[0]);

    private final long[] least;
    private final long[] greatest;

    private Zones(long[] least, long[] greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /** The zones of {@code rowCount} values of a FLAT column. */
    static Zones of(Column column, int rowCount) {
        if (!StoredColumn.isWhole(column.physicalType())) {
            return NONE;
        }
        int blocks = (rowCount + BLOCK_ROWS - 1) / BLOCK_ROWS;
        long[] least = new long[blocks];
        long[] greatest = new long[blocks];
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(greatest, Long.MIN_VALUE);
        boolean narrow = column.physicalType().bytes() == Integer.BYTES;
        for (int row = 0; row < rowCount; row++) {
            if (!column.isNull(row)) {
                long value = narrow
                        ? RawMemory.getInt(column.dataAddress() + 4L * row)
                        : RawMemory.getLong(column.dataAddress() + 8L * row);
                int block = row / BLOCK_ROWS;
                least[block] = Math.min(least[block], value);
                greatest[block] = Math.max(greatest[block], value);
            }
        }
        return new Zones(least, greatest);
    }

    /** The least value, or {@link Long#MAX_VALUE} if all are NULL. */
    public long least() {
        return Arrays.stream(least).min().orElse(Long.MAX_VALUE);
    }

    /** The greatest value, or {@link Long#MIN_VALUE} if all are NULL. */
    public long greatest() {
        return Arrays.stream(greatest).max().orElse(Long.MIN_VALUE);
    }

    /** Whether a row of {@code block} may fulfil {@code predicate}. */
    public boolean mayMatch(int block, ColumnPredicate predicate) {
        if (least.length == 0) {
            return true;
        }
        if (predicate instanceof ColumnPredicate.NullTest) {
            return true;
        }
        if (predicate instanceof ColumnPredicate.InList) {
            for (Object value : ((ColumnPredicate.InList) predicate).values()) {
                if (!(value instanceof Long) || isWithin(block, (Long) value)) {
                    return true;
                }
            }
            return false;
        }
        ColumnPredicate.Range range = (ColumnPredicate.Range) predicate;
        return isBelow(least[block], range.high(), range.highInclusive())
                && isBelow(-1 - greatest[block], negated(range.low()), range.lowInclusive());
    }

    private boolean isWithin(int block, long value) {
        return value >= least[block] && value <= greatest[block];
    }

    /** Whether {@code value} is below {@code bound}; an open bound or one of another class excludes nothing. */
    private static boolean isBelow(long value, @Nullable Object bound, boolean inclusive) {
        return !(bound instanceof Long) || value < (Long) bound || inclusive && value == (Long) bound;
    }

    /** Turns the order around without overflow. */
    private static @Nullable Object negated(@Nullable Object bound) {
        return bound instanceof Long ? (Object) (-1 - (Long) bound) : bound;
    }
}
