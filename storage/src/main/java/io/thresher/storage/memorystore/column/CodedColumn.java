package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Few different values: a dictionary, and a code of 1 or 2 bytes a row. */
final class CodedColumn extends StoredColumn {
    /** The most entries of a dictionary. */
    static final int MAX_ENTRIES = 1 << 16;

    private final Column dictionary;
    private final int entries;
    private final long dictionaryId;
    private final ArrowBuf codes;
    private final boolean wide;

    /** Takes over the dictionary, FLAT with its own strings, and {@code codes} of 1 byte each or, if {@code wide}, 2. */
    CodedColumn(
            int rowCount,
            Column dictionary,
            int entries,
            long dictionaryId,
            ArrowBuf codes,
            boolean wide,
            @Nullable ArrowBuf validity,
            QueryMemory memory) {
        super(rowCount, validity, Zones.NONE, memory);
        this.dictionary = dictionary;
        this.entries = entries;
        this.dictionaryId = dictionaryId;
        this.codes = codes;
        this.wide = wide;
    }

    @Override
    void read(int from, int count, long bits, Column target) {
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        target.resetDictionary(dictionary, entries, dictionaryId);
        long to = target.dataAddress();
        if (wide) {
            long source = codes.memoryAddress() + 2L * from;
            for (int i = 0; i < count; i++) {
                RawMemory.putInt(to + 4L * i, RawMemory.getShort(source + 2L * i) & 0xFFFF);
            }
        } else {
            long source = codes.memoryAddress() + from;
            for (int i = 0; i < count; i++) {
                RawMemory.putInt(to + 4L * i, RawMemory.getByte(source + i) & 0xFF);
            }
        }
        target.borrowValidity(bits);
    }

    @Override
    void readFew(int from, int[] selection, int selected, long bits, Column target) {
        target.ensureCapacity(ColumnBatch.MAX_ROWS);
        target.resetDictionary(dictionary, entries, dictionaryId);
        long to = target.dataAddress();
        // A code left from another dictionary might be too large for this one.
        RawMemory.fill(to, 4L * ColumnBatch.MAX_ROWS, (byte) 0);
        long source = codes.memoryAddress() + (wide ? 2L : 1L) * from;
        for (int s = 0; s < selected; s++) {
            int row = selection[s];
            int code = wide ? RawMemory.getShort(source + 2L * row) & 0xFFFF : RawMemory.getByte(source + row) & 0xFF;
            RawMemory.putInt(to + 4L * row, code);
        }
        target.borrowValidity(bits);
    }

    @Override
    long valueBytes() {
        return codes.capacity() + dictionary.heldBytes();
    }

    @Override
    void closeValues() {
        memory().free(codes);
        dictionary.close();
    }
}
