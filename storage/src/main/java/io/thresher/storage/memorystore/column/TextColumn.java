package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Texts or bytes side by side: views of them are made when they are read. */
final class TextColumn extends StoredColumn {
    private final ArrowBuf ends;
    private final ArrowBuf bytes;

    /** Bytes that are readable behind the last value. */
    static final int SLACK_BYTES = 16;

    /**
     * Takes over {@code bytes}, with {@link #SLACK_BYTES} behind them, and where each value ends in them, 4 bytes a row; a value starts
     * where the one before ends.
     */
    TextColumn(int rowCount, ArrowBuf ends, ArrowBuf bytes, @Nullable ArrowBuf validity, QueryMemory memory) {
        super(rowCount, validity, Zones.NONE, memory);
        this.ends = ends;
        this.bytes = bytes;
    }

    @Override
    void read(int from, int count, long bits, Column target) {
        target.resetFlat();
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        long to = target.dataAddress();
        long endsAt = ends.memoryAddress() + 4L * from;
        long text = bytes.memoryAddress();
        int start = from == 0 ? 0 : RawMemory.getInt(endsAt - 4);
        for (int i = 0; i < count; i++) {
            int end = RawMemory.getInt(endsAt + 4L * i);
            // SAFETY: there are bytes to spare behind the last value.
            StringView.writeQuickly(to + 16L * i, text + start, end - start);
            start = end;
        }
        target.borrowValidity(bits);
    }

    @Override
    void readFew(int from, int[] selection, int selected, long bits, Column target) {
        target.resetFlat();
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        long to = target.dataAddress();
        // Views left from other rows may point to memory that is gone; these are of the empty text.
        RawMemory.fill(to, 16L * ColumnBatch.MAX_ROWS, (byte) 0);
        long endsAt = ends.memoryAddress() + 4L * from;
        long text = bytes.memoryAddress();
        for (int s = 0; s < selected; s++) {
            int row = selection[s];
            int start = from + row == 0 ? 0 : RawMemory.getInt(endsAt + 4L * row - 4);
            int end = RawMemory.getInt(endsAt + 4L * row);
            // SAFETY: there are bytes to spare behind the last value.
            StringView.writeQuickly(to + 16L * row, text + start, end - start);
        }
        target.borrowValidity(bits);
    }

    @Override
    long valueBytes() {
        return ends.capacity() + bytes.capacity();
    }

    @Override
    void closeValues() {
        memory().free(ends);
        memory().free(bytes);
    }
}
