package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringHeap;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** As {@link Gather}, but the bytes of long strings are copied too, so that the target stands alone. */
public final class Copy {
    private Copy() {}

    /** Makes {@code target} a FLAT copy of {@code count} rows, its string bytes in its own heap, which is reset. */
    public static void copy(Column source, int @Nullable [] positions, int count, Column target) {
        if (target.physicalType() == PhysicalType.VIEW) {
            target.heap().reset();
        }
        Gather.gather(source, positions, count, target);
        if (target.physicalType() == PhysicalType.VIEW) {
            ownStrings(target, 0, count, target.heap());
        }
    }

    /** As {@link Gather#append}, string bytes copied into {@code heap}. */
    public static void append(
            Column source,
            int @Nullable [] positions,
            int count,
            Column target,
            int start,
            int capacity,
            StringHeap heap) {
        Gather.append(source, positions, count, target, start, capacity);
        if (target.physicalType() == PhysicalType.VIEW) {
            ownStrings(target, start, count, heap);
        }
    }

    private static void ownStrings(Column target, int start, int count, StringHeap heap) {
        long validity = target.validityAddress();
        for (int row = start; row < start + count; row++) {
            long view = target.dataAddress() + 16L * row;
            if (validity != 0 && !Column.bit(validity, row)) {
                RawMemory.putLong(view, 0);
                RawMemory.putLong(view + 8, 0);
            } else if (StringView.length(view) > StringView.INLINE_BYTES) {
                heap.copyView(view, view);
            }
        }
    }
}
