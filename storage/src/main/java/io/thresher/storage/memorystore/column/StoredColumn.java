package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.QueryMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * A column of one unit, decoded once and kept small. Never changed once made, so any number of threads may read it until it is
 * closed. A subclass says how values lie.
 */
public abstract class StoredColumn implements AutoCloseable {
    /** One row in so many, or fewer, is looked up sooner than all are read. */
    private static final int FEW_SHARE = 6;

    private final QueryMemory memory;
    private final int rowCount;
    private final @Nullable ArrowBuf validity;
    private final Zones zones;

    /** Takes over {@code validity}, an Arrow bitmap, null if no value is NULL. */
    StoredColumn(int rowCount, @Nullable ArrowBuf validity, Zones zones, QueryMemory memory) {
        this.rowCount = rowCount;
        this.validity = validity;
        this.zones = zones;
        this.memory = memory;
    }

    /**
     * Makes {@code target} hold rows {@code from} to {@code from + count}; {@code from} is a multiple of 64. What it then refers to
     * lives as long as this column.
     */
    public final void read(int from, int count, Column target) {
        long bits = validity == null ? 0 : validity.memoryAddress() + (from >>> 3);
        read(from, count, bits, target);
    }

    /** As {@link #read(int, int, Column)}; {@code bits} is the validity of the rows, 0 if none is NULL. */
    abstract void read(int from, int count, long bits, Column target);

    /**
     * As {@link #read(int, int, Column)} where of the {@code count} rows only those numbered in {@code selection} are wanted, counted
     * from {@code from}: the others may come out as any value of the type.
     */
    public final void read(int from, int count, int[] selection, int selected, Column target) {
        if (selected > count / FEW_SHARE) {
            read(from, count, target);
        } else {
            long bits = validity == null ? 0 : validity.memoryAddress() + (from >>> 3);
            readFew(from, selection, selected, bits, target);
        }
    }

    /** As {@link #read(int, int, int[], int, Column)} for few rows. */
    abstract void readFew(int from, int[] selection, int selected, long bits, Column target);

    /** Bytes of the values, besides validity. */
    abstract long valueBytes();

    abstract void closeValues();

    public final int rowCount() {
        return rowCount;
    }

    final boolean mayHaveNulls() {
        return validity != null;
    }

    /** What is known of each block of rows. */
    public final Zones zones() {
        return zones;
    }

    public final long heldBytes() {
        return valueBytes() + (validity == null ? 0 : validity.capacity());
    }

    final QueryMemory memory() {
        return memory;
    }

    @Override
    public final void close() {
        closeValues();
        if (validity != null) {
            memory.free(validity);
        }
    }

    /** Whether values of {@code type} are whole numbers, which are kept in as few bytes as their range takes. */
    static boolean isWhole(PhysicalType type) {
        return type == PhysicalType.INT32 || type == PhysicalType.INT64;
    }
}
