package io.thresher.execution.function.aggregate;

import io.thresher.batch.Column;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/**
 * Least or greatest string. State: view, address of the bytes held for it or 0, their capacity shifted left by one plus
 * 1 if there is a value. Bytes held are written over while they suffice, so that a falling minimum does not fill the heap.
 */
final class TextExtreme extends SingleArgumentAccumulator {
    private final StringHeap heap;
    private final boolean max;

    TextExtreme(QueryMemory memory, boolean max) {
        this.heap = new StringHeap(memory);
        this.max = max;
    }

    @Override
    public int stateBytes() {
        return 32;
    }

    @Override
    void add(long data, int[] index, long[] rows, int from, int to, int offset) {
        for (int i = from; i < to; i++) {
            offer(rows[i] + offset, data + 16L * index[i]);
        }
    }

    private void offer(long state, long view) {
        if (RawMemory.getLong(state + 24) != 0) {
            int order = StringView.compare(view, state);
            if (max ? order <= 0 : order >= 0) {
                return;
            }
        }
        TextStates.put(state, view, heap);
    }

    @Override
    public void combine(long source, long target) {
        if (RawMemory.getLong(source + 24) != 0) {
            offer(target, source);
        }
    }

    @Override
    public void finish(long[] rows, int count, int offset, Column output) {
        for (int i = 0; i < count; i++) {
            long state = rows[i] + offset;
            if (RawMemory.getLong(state + 24) == 0) {
                output.setNull(i, count);
                StringView.write(output.dataAddress() + 16L * i, 0, 0);
            } else {
                StringView.copy(state, output.dataAddress() + 16L * i);
            }
        }
    }

    @Override
    public void close() {
        heap.close();
    }
}
