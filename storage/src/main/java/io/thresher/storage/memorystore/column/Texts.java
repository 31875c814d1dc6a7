package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.function.Supplier;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Makes {@link TextColumn}s. */
final class Texts {
    private static final long MAX_BYTES = 1L << 30;

    private Texts() {}

    /** The texts of a FLAT column side by side; {@code validity} copies its bitmap. */
    static StoredColumn of(Column column, int rowCount, Supplier<@Nullable ArrowBuf> validity, QueryMemory memory) {
        long total = 0;
        for (int row = 0; row < rowCount; row++) {
            total += column.isNull(row) ? 0 : StringView.length(column.dataAddress() + 16L * row);
        }
        if (total > MAX_BYTES) {
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Text is too long for the memory store, bytes: " + total);
        }
        ArrowBuf ends = memory.allocate(4L * rowCount);
        ArrowBuf bytes = null;
        try {
            bytes = memory.allocate(total + TextColumn.SLACK_BYTES);
            write(column, rowCount, ends.memoryAddress(), bytes.memoryAddress());
            return new TextColumn(rowCount, ends, bytes, validity.get(), memory);
        } catch (RuntimeException e) {
            memory.free(ends);
            if (bytes != null) {
                memory.free(bytes);
            }
            throw e;
        }
    }

    private static void write(Column column, int rowCount, long ends, long bytes) {
        int end = 0;
        for (int row = 0; row < rowCount; row++) {
            long view = column.dataAddress() + 16L * row;
            int length = column.isNull(row) ? 0 : StringView.length(view);
            RawMemory.copy(StringView.bytesAddress(view), bytes + end, length);
            end += length;
            RawMemory.putInt(ends + 4L * row, end);
        }
        RawMemory.fill(bytes + end, TextColumn.SLACK_BYTES, (byte) 0);
    }
}
