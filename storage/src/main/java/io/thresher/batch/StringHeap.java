package io.thresher.batch;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/**
 * Holds the bytes of strings that views point to. Append only; addresses stay valid until {@link #reset} or
 * {@link #close}. One thread at a time.
 */
public final class StringHeap implements AutoCloseable {
    private static final long FIRST_CHUNK_BYTES = 16 << 10;
    private static final long MAX_CHUNK_BYTES = 1 << 20;

    private final QueryMemory memory;
    private final List<ArrowBuf> chunks = new ArrayList<>();
    private long position;
    private long end;

    /** Makes an empty heap; memory is taken at the first append. */
    public StringHeap(QueryMemory memory) {
        this.memory = memory;
    }

    /** Address of {@code length} fresh bytes to write to. */
    public long allocate(int length) {
        if (end - position < length) {
            long last = chunks.isEmpty()
                    ? FIRST_CHUNK_BYTES / 2
                    : chunks.get(chunks.size() - 1).capacity();
            ArrowBuf chunk = memory.allocate(Math.max(length, Math.min(MAX_CHUNK_BYTES, last * 2)));
            chunks.add(chunk);
            position = chunk.memoryAddress();
            end = position + chunk.capacity();
        }
        long address = position;
        position += length;
        return address;
    }

    /** Writes to {@code targetView} a view of a copy, held here, of the string that {@code view} shows. */
    public void copyView(long view, long targetView) {
        int length = StringView.length(view);
        if (length <= StringView.INLINE_BYTES) {
            StringView.copy(view, targetView);
            return;
        }
        long address = allocate(length);
        RawMemory.copy(RawMemory.getLong(view + 8), address, length);
        RawMemory.putLong(targetView, RawMemory.getLong(view));
        RawMemory.putLong(targetView + 8, address);
    }

    /** Writes to {@code targetView} a view of a copy, held here, of the bytes. */
    public void putBytes(byte[] bytes, int offset, int length, long targetView) {
        if (length <= StringView.INLINE_BYTES) {
            RawMemory.putLong(targetView, length & 0xFFFFFFFFL);
            RawMemory.putLong(targetView + 8, 0);
            RawMemory.copy(bytes, offset, targetView + 4, length);
            return;
        }
        long address = allocate(length);
        RawMemory.copy(bytes, offset, address, length);
        StringView.write(targetView, address, length);
    }

    /** Forgets all strings but keeps the newest chunk for reuse. */
    public void reset() {
        if (chunks.isEmpty()) {
            return;
        }
        ArrowBuf kept = chunks.remove(chunks.size() - 1);
        chunks.forEach(memory::free);
        chunks.clear();
        chunks.add(kept);
        position = kept.memoryAddress();
        end = position + kept.capacity();
    }

    /** Bytes of memory held. */
    public long heldBytes() {
        long bytes = 0;
        for (ArrowBuf chunk : chunks) {
            bytes += chunk.capacity();
        }
        return bytes;
    }

    @Override
    public void close() {
        chunks.forEach(memory::free);
        chunks.clear();
        position = 0;
        end = 0;
    }
}
