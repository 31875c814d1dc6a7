package io.thresher.storage.memorystore.column;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** Makes {@link CodedColumn}s: of codes that are there, or of texts of which few are different. */
final class Dictionaries {
    /** A dictionary pays if its entries are at most this part of the rows. */
    private static final int ROWS_PER_ENTRY = 4;

    private static final int SAMPLE_ROWS = 4096;
    /** Below the ids of dictionaries in files, which count up from 1. */
    private static final AtomicLong NEXT_ID = new AtomicLong(Long.MIN_VALUE);

    private Dictionaries() {}

    /**
     * A column of the first {@code rowCount} codes, 4 bytes each, in {@code codes}; takes over {@code dictionary}, also when it fails;
     * {@code validity} copies the rows' bitmap.
     */
    static CodedColumn coded(
            Column codes,
            int rowCount,
            Column dictionary,
            int entries,
            Supplier<@Nullable ArrowBuf> validity,
            QueryMemory memory) {
        boolean wide = entries > 1 << 8;
        ArrowBuf narrow = null;
        try {
            narrow = memory.allocate((wide ? 2L : 1L) * rowCount);
            write(codes.dataAddress(), rowCount, wide, narrow.memoryAddress());
            long id = NEXT_ID.getAndIncrement();
            return new CodedColumn(rowCount, dictionary, entries, id, narrow, wide, validity.get(), memory);
        } catch (RuntimeException e) {
            dictionary.close();
            if (narrow != null) {
                memory.free(narrow);
            }
            throw e;
        }
    }

    private static void write(long codes, int rowCount, boolean wide, long target) {
        for (int row = 0; row < rowCount; row++) {
            int code = RawMemory.getInt(codes + 4L * row);
            if (wide) {
                RawMemory.putShort(target + 2L * row, (short) code);
            } else {
                RawMemory.putByte(target + row, (byte) code);
            }
        }
    }

    /** A coded column of the texts of a FLAT column, or null if too many are different; {@code validity} copies its bitmap. */
    static @Nullable CodedColumn ofTexts(
            Column texts, int rowCount, DataType type, Supplier<@Nullable ArrowBuf> validity, QueryMemory memory) {
        int most = Math.min(CodedColumn.MAX_ENTRIES, rowCount / ROWS_PER_ENTRY);
        if (most == 0) {
            return null;
        }
        try (Column codes = new Column(DataType.INTEGER, memory);
                TextIndex index = new TextIndex(texts, most, memory)) {
            codes.ensureCapacity(rowCount);
            int sample = Math.min(rowCount, SAMPLE_ROWS);
            boolean fits = index.code(0, sample, Math.min(most, sample / 2), codes.dataAddress())
                    && index.code(sample, rowCount, most, codes.dataAddress());
            if (!fits) {
                return null;
            }
            return coded(codes, rowCount, index.dictionary(type), index.entries(), validity, memory);
        }
    }

    /** Numbers different texts in the order in which they come. */
    private static final class TextIndex implements AutoCloseable {
        private final Column texts;
        private final QueryMemory memory;
        private final ArrowBuf slots;
        private final int mask;
        private final int[] firstRows;
        private int entries;

        TextIndex(Column texts, int most, QueryMemory memory) {
            this.texts = texts;
            this.memory = memory;
            this.firstRows = new int[most + 1];
            int capacity = Integer.highestOneBit(Math.max(8, most)) << 2;
            this.mask = capacity - 1;
            this.slots = memory.allocate(4L * capacity);
            RawMemory.fill(slots.memoryAddress(), 4L * capacity, (byte) 0);
        }

        /** Writes the numbers of a range of rows; false if there are more than {@code most}. */
        boolean code(int from, int to, int most, long codes) {
            for (int row = from; row < to; row++) {
                int code = 0;
                if (!texts.isNull(row)) {
                    code = number(row);
                    if (entries > most) {
                        return false;
                    }
                }
                RawMemory.putInt(codes + 4L * row, code);
            }
            return true;
        }

        private int number(int row) {
            long view = texts.dataAddress() + 16L * row;
            int slot = hash(view) & mask;
            while (true) {
                long place = slots.memoryAddress() + 4L * slot;
                int entry = RawMemory.getInt(place);
                if (entry == 0) {
                    firstRows[entries++] = row;
                    RawMemory.putInt(place, entries);
                    return entries - 1;
                }
                if (StringView.equal(view, texts.dataAddress() + 16L * firstRows[entry - 1])) {
                    return entry - 1;
                }
                slot = slot + 1 & mask;
            }
        }

        private static int hash(long view) {
            int length = StringView.length(view);
            long bytes = StringView.bytesAddress(view);
            long hash = length;
            for (int i = 0; i < length; i++) {
                hash = (hash ^ RawMemory.getByte(bytes + i)) * 0x9E3779B97F4A7C15L;
            }
            return (int) (hash >>> 32);
        }

        int entries() {
            return entries;
        }

        Column dictionary(DataType type) {
            Column dictionary = new Column(type, memory);
            try {
                dictionary.ensureCapacity(Math.max(1, entries));
                for (int i = 0; i < entries; i++) {
                    dictionary
                            .heap()
                            .copyView(texts.dataAddress() + 16L * firstRows[i], dictionary.dataAddress() + 16L * i);
                }
                return dictionary;
            } catch (RuntimeException e) {
                dictionary.close();
                throw e;
            }
        }

        @Override
        public void close() {
            memory.free(slots);
        }
    }
}
