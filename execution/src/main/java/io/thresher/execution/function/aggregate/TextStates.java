package io.thresher.execution.function.aggregate;

import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/** States that hold one string: view, address of the bytes held or 0, capacity * 2 + 1 (0 if there is no value). */
final class TextStates {
    /** Bytes of such a state. */
    static final int BYTES = 32;

    private TextStates() {}

    /** Replaces the string of {@code state} by a copy of the one at {@code view}. */
    static void put(long state, long view, StringHeap heap) {
        int length = StringView.length(view);
        long held = RawMemory.getLong(state + 16);
        long capacity = RawMemory.getLong(state + 24) >>> 1;
        if (length > StringView.INLINE_BYTES) {
            if (capacity < length) {
                capacity = held == 0 ? length : Math.max(length, 2 * capacity);
                held = heap.allocate((int) capacity);
                RawMemory.putLong(state + 16, held);
            }
            RawMemory.copy(StringView.bytesAddress(view), held, length);
            StringView.write(state, held, length);
        } else {
            StringView.copy(view, state);
        }
        RawMemory.putLong(state + 24, capacity << 1 | 1);
    }
}
