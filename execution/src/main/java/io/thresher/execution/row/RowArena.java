package io.thresher.execution.row;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Hands out zeroed rows of one width; their addresses stay until {@link #close}. One thread at a time. */
public final class RowArena implements AutoCloseable {
    private static final long FIRST_CHUNK_BYTES = 8 << 10;
    private static final long MAX_CHUNK_BYTES = 1 << 20;

    private final QueryMemory memory;
    private final int rowBytes;
    private final List<ArrowBuf> chunks = new ArrayList<>();
    private final List<Integer> chunkRows = new ArrayList<>();
    private long position;
    private long end;
    private int rowCount;
    private @Nullable ArrowBuf nobody;

    public RowArena(QueryMemory memory, int rowBytes) {
        this.memory = memory;
        this.rowBytes = rowBytes;
    }

    /** Address of a fresh row, all zero. */
    public long allocate() {
        if (position + rowBytes > end) {
            nextChunk();
        }
        long row = position;
        position += rowBytes;
        rowCount++;
        for (int offset = 0; offset < rowBytes; offset += 8) {
            RawMemory.putLong(row + offset, 0);
        }
        return row;
    }

    /** Address of a row's bytes, readable, which are not a row that was handed out. */
    long nobody() {
        if (nobody == null) {
            ArrowBuf buffer = memory.allocate(rowBytes);
            RawMemory.fill(buffer.memoryAddress(), rowBytes, (byte) 0);
            nobody = buffer;
        }
        return nobody.memoryAddress();
    }

    private void nextChunk() {
        long last = chunks.isEmpty()
                ? FIRST_CHUNK_BYTES / 2
                : chunks.get(chunks.size() - 1).capacity();
        ArrowBuf chunk = memory.allocate(Math.max(rowBytes, Math.min(MAX_CHUNK_BYTES, last * 2)));
        chunks.add(chunk);
        chunkRows.add((int) (chunk.capacity() / rowBytes));
        position = chunk.memoryAddress();
        end = position + chunk.capacity();
    }

    /** Bytes of a row. */
    public int rowBytes() {
        return rowBytes;
    }

    /** Rows handed out. */
    public int rowCount() {
        return rowCount;
    }

    /** Bytes of memory held. */
    public long heldBytes() {
        long bytes = 0;
        for (ArrowBuf chunk : chunks) {
            bytes += chunk.capacity();
        }
        return bytes;
    }

    /** The number of pieces that rows lie in. */
    public int chunkCount() {
        return chunks.size();
    }

    /** Address of the first row of a piece; the others follow it. */
    public long chunkAddress(int chunk) {
        return chunks.get(chunk).memoryAddress();
    }

    /** Rows of a piece. */
    public int chunkRows(int chunk) {
        int full = chunkRows.get(chunk);
        return chunk < chunks.size() - 1 ? full : (int) ((position - chunkAddress(chunk)) / rowBytes);
    }

    @Override
    public void close() {
        chunks.forEach(memory::free);
        if (nobody != null) {
            memory.free(nobody);
            nobody = null;
        }
        chunks.clear();
        chunkRows.clear();
        rowCount = 0;
        position = 0;
        end = 0;
    }
}
