package io.thresher.execution.row;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** The rows of an arena ordered by the top bits of their hash, so that tables can be merged partition by partition. */
public final class RowPartitions implements AutoCloseable {
    private final QueryMemory memory;
    private final ArrowBuf addresses;
    private final int[] starts;

    /** Partitions the rows by {@code bits} bits (1 to 16) of their hash. */
    public RowPartitions(RowArena rows, int bits, QueryMemory memory) {
        this.memory = memory;
        this.addresses = memory.allocate(8L * Math.max(1, rows.rowCount()));
        this.starts = new int[(1 << bits) + 1];
        count(rows, bits);
        scatter(rows, bits);
    }

    private void count(RowArena rows, int bits) {
        int shift = 32 - bits;
        for (int c = 0; c < rows.chunkCount(); c++) {
            long row = rows.chunkAddress(c);
            for (int i = rows.chunkRows(c); i > 0; i--) {
                starts[(RawMemory.getInt(row) >>> shift) + 1]++;
                row += rows.rowBytes();
            }
        }
        for (int p = 1; p < starts.length; p++) {
            starts[p] += starts[p - 1];
        }
    }

    private void scatter(RowArena rows, int bits) {
        int shift = 32 - bits;
        int[] next = starts.clone();
        long base = addresses.memoryAddress();
        for (int c = 0; c < rows.chunkCount(); c++) {
            long row = rows.chunkAddress(c);
            for (int i = rows.chunkRows(c); i > 0; i--) {
                RawMemory.putLong(base + 8L * next[RawMemory.getInt(row) >>> shift]++, row);
                row += rows.rowBytes();
            }
        }
    }

    /** Rows of a partition. */
    public int size(int partition) {
        return starts[partition + 1] - starts[partition];
    }

    /** Address of row {@code index} of a partition. */
    public long row(int partition, int index) {
        return RawMemory.getLong(addresses.memoryAddress() + 8L * (starts[partition] + index));
    }

    @Override
    public void close() {
        memory.free(addresses);
    }
}
