package io.thresher.storage.memorystore.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.memorystore.column.SourceBatches.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which form a column is kept in, and the bytes a row that it takes. */
class StoredKindTest {
    /** A power of two, so that buffers are as large as what is in them. */
    private static final int ROWS = 1 << 13;

    private final MemoryPool pool = new MemoryPool(1L << 30);
    private final QueryMemory memory = pool.openQuery("test", 1L << 30);

    @AfterEach
    void nothingIsLeft() {
        memory.close();
        pool.close();
    }

    private StoredColumn build(DataType type, IntFunction<@Nullable Object> value) {
        try (ColumnBuilder builder = new ColumnBuilder(type, memory)) {
            for (int from = 0; from < ROWS; from += ColumnBatch.MAX_ROWS) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < ColumnBatch.MAX_ROWS; i++) {
                    values.add(value.apply(from + i));
                }
                try (Column batch = TestValues.flat(type, values, memory)) {
                    builder.add(batch, values.size());
                }
            }
            return builder.build();
        }
    }

    private void isKeptAs(
            Class<? extends StoredColumn> kind, double bytesOfRow, DataType type, IntFunction<@Nullable Object> value) {
        try (StoredColumn column = build(type, value)) {
            assertThat(column).isInstanceOf(kind);
            assertThat((double) column.heldBytes() / ROWS).as("bytes a row").isEqualTo(bytesOfRow);
        }
    }

    @Test
    void wholeNumbersTakeTheBytesOfTheirRange() {
        isKeptAs(NarrowColumn.class, 1, DataType.BIGINT, row -> Long.MAX_VALUE - row % 256);
        isKeptAs(NarrowColumn.class, 2, DataType.BIGINT, row -> Long.MIN_VALUE + row % 257);
        isKeptAs(NarrowColumn.class, 2, DataType.BIGINT, row -> row % 2 == 0 ? 7L : 7 + 0xFFFFL);
        isKeptAs(NarrowColumn.class, 4, DataType.BIGINT, row -> row % 2 == 0 ? -7L : -7 + 0x1_0000L);
        isKeptAs(NarrowColumn.class, 4, DataType.BIGINT, row -> row % 2 == 0 ? -7L : -7 + 0xFFFF_FFFFL);
        isKeptAs(PlainColumn.class, 8, DataType.BIGINT, row -> row % 2 == 0 ? -7L : -7 + 0x1_0000_0000L);
        isKeptAs(NarrowColumn.class, 1, DataType.INTEGER, row -> (long) Integer.MIN_VALUE + row % 3);
        isKeptAs(NarrowColumn.class, 2, DataType.DATE, row -> 18_000L + row % 300);
        isKeptAs(PlainColumn.class, 4, DataType.INTEGER, row -> row % 2 == 0 ? 0L : 0x1_0000L);
        isKeptAs(NarrowColumn.class, 2, DataType.TIMESTAMP, row -> 1_700_000_000_000_000L + row);
        isKeptAs(NarrowColumn.class, 1, DataType.decimal(12, 2), row -> (long) row % 100);
    }

    @Test
    void aRangeThatOverflowsIsNotNarrow() {
        isKeptAs(PlainColumn.class, 8, DataType.BIGINT, row -> row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        isKeptAs(PlainColumn.class, 8, DataType.BIGINT, row -> row % 2 == 0 ? -1L : Long.MAX_VALUE);
        isKeptAs(PlainColumn.class, 4, DataType.INTEGER, row ->
                (long) (row % 2 == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE));
    }

    @Test
    void wideDecimalsTakeTheBytesOfTheirRangeToo() {
        DataType type = DataType.decimal(38, 2);
        isKeptAs(NarrowColumn.class, 1, type, row -> BigInteger.valueOf(Long.MIN_VALUE + row % 256));
        isKeptAs(NarrowColumn.class, 4, type, row -> BigInteger.valueOf(-5 + row * 100_000L));
        isKeptAs(
                NarrowColumn.class, 8, type, row -> BigInteger.valueOf(row % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE));
        BigInteger beyond = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        isKeptAs(PlainColumn.class, 16, type, row -> row == 5000 ? beyond : BigInteger.ZERO);
    }

    @Test
    void oneValueTakesNoBytesARow() {
        double bytes = 64.0 / ROWS;
        isKeptAs(ConstantColumn.class, bytes, DataType.BIGINT, row -> Long.MIN_VALUE);
        isKeptAs(ConstantColumn.class, bytes, DataType.DATE, row -> 9L);
        isKeptAs(ConstantColumn.class, bytes, DataType.decimal(38, 0), row -> BigInteger.TEN);
        isKeptAs(ConstantColumn.class, bytes, DataType.VARCHAR, row -> null);
        isKeptAs(ConstantColumn.class, bytes, DataType.DOUBLE, row -> null);
        // With NULLs among them a bit a row for these, and a byte for the value.
        isKeptAs(NarrowColumn.class, 1.125, DataType.BIGINT, row -> row % 2 == 0 ? null : (Object) 77L);
    }

    @Test
    void otherTypesAreKeptAsTheyAre() {
        isKeptAs(PlainColumn.class, 1, DataType.BOOLEAN, row -> row % 2L);
        isKeptAs(PlainColumn.class, 8, DataType.DOUBLE, row -> Double.doubleToRawLongBits(row));
        isKeptAs(PlainColumn.class, 8.125, DataType.REAL, row -> row % 3 == 0 ? null : (Object) 0L);
    }

    @Test
    void fewTextsAreCodes() {
        isKeptAs(CodedColumn.class, 1 + 4096.0 / ROWS, DataType.VARCHAR, row -> "v" + row % 256);
        isKeptAs(CodedColumn.class, 2 + 8192.0 / ROWS, DataType.VARCHAR, row -> "v" + row % 257);
        // A dictionary of more than a quarter of the rows does not pay.
        isKeptAs(CodedColumn.class, 2 + 32768.0 / ROWS, DataType.VARCHAR, row -> "v" + row % (ROWS / 4));
        isKeptAs(TextColumn.class, 4 + 65536.0 / ROWS, DataType.VARCHAR, row -> "v" + row % (ROWS / 4 + 1));
        // Nor does looking for one where the first rows are mostly different.
        isKeptAs(TextColumn.class, 4 + 65536.0 / ROWS, DataType.VARCHAR, row -> "v" + Math.min(row, 2500));
    }

    @Test
    void codesOfTheFileStayCodes() {
        for (int entries : new int[] {1, 256, 257, CodedColumn.MAX_ENTRIES, CodedColumn.MAX_ENTRIES + 1}) {
            List<Object> domain = new ArrayList<>();
            for (int i = 0; i < entries; i++) {
                domain.add("v" + i);
            }
            List<@Nullable Object> rows = new ArrayList<>(Collections.nCopies(ROWS, "v0"));
            for (int row = 0; row < ROWS; row++) {
                rows.set(row, domain.get(entries - 1 - row % Math.min(entries, 5000)));
            }
            try (ColumnBuilder builder = new ColumnBuilder(DataType.VARCHAR, memory)) {
                new SourceBatches(DataType.VARCHAR, domain, Shape.DICTIONARY, memory, new Random(1))
                        .give(rows, builder);
                try (StoredColumn column = builder.build()) {
                    assertThat(column)
                            .as(entries + " entries")
                            .isInstanceOf(entries <= CodedColumn.MAX_ENTRIES ? CodedColumn.class : TextColumn.class);
                    assertThat(ReadBack.all(column, DataType.VARCHAR, memory)).isEqualTo(rows);
                }
            }
        }
    }

    @Test
    void dictionariesOfDifferentColumnsHaveDifferentIds() {
        try (StoredColumn first = build(DataType.VARCHAR, row -> "a" + row % 9);
                StoredColumn second = build(DataType.VARCHAR, row -> "b" + row % 9);
                Column target = new Column(DataType.VARCHAR, memory)) {
            first.read(0, 10, target);
            long id = target.dictionaryId();
            assertThat(target.encoding()).isEqualTo(Encoding.DICTIONARY);
            // Files number theirs from 1 upwards.
            assertThat(id).isNegative();
            second.read(0, 10, target);
            assertThat(target.dictionaryId()).isNegative().isNotEqualTo(id);
            first.read(4096, 10, target);
            assertThat(target.dictionaryId()).isEqualTo(id);
        }
    }
}
