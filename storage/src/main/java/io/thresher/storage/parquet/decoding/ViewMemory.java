package io.thresher.storage.parquet.decoding;

import io.thresher.batch.StringHeap;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap home of the bytes that a column's views point to: one copy of each page, made when its first long string is
 * seen, and a heap for strings that lie in no page. Copies stay until the batch after the page's last. One thread.
 */
public final class ViewMemory implements AutoCloseable {
    private final QueryMemory memory;
    private final List<ArrowBuf> retired = new ArrayList<>();
    private @Nullable ArrowBuf copy;
    private @Nullable StringHeap heap;
    private byte[] page = new byte[0];
    private int offset;
    private int end;

    public ViewMemory(QueryMemory memory) {
        this.memory = memory;
    }

    /** Says that no earlier batch is looked at any more. */
    public void startBatch() {
        if (!retired.isEmpty()) {
            retired.forEach(memory::free);
            retired.clear();
        }
        if (heap != null) {
            heap.reset();
        }
    }

    /** Says that views will now point into {@code newPage} from {@code newOffset} to {@code newEnd}. */
    void startPage(byte[] newPage, int newOffset, int newEnd) {
        if (copy != null) {
            retired.add(copy);
            copy = null;
        }
        page = newPage;
        offset = newOffset;
        end = newEnd;
    }

    /** The address at which index 0 of the page would lie; only indexes within the page's range may be added. */
    long pageAddress() {
        if (copy == null) {
            copy = memory.allocate(end - offset);
            RawMemory.copy(page, offset, copy.memoryAddress(), end - offset);
        }
        return copy.memoryAddress() - offset;
    }

    /** Where strings that lie in no page are kept until the next batch. */
    StringHeap heap() {
        if (heap == null) {
            heap = new StringHeap(memory);
        }
        return heap;
    }

    @Override
    public void close() {
        if (copy != null) {
            memory.free(copy);
            copy = null;
        }
        retired.forEach(memory::free);
        retired.clear();
        if (heap != null) {
            heap.close();
            heap = null;
        }
    }
}
