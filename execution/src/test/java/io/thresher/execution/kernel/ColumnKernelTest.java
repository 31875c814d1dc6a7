package io.thresher.execution.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hash, gather, copy, flatten and compare against lists of values, for every type, encoding and batch size. */
class ColumnKernelTest {
    private static final int[] SIZES = {1, 7, 8, 9, 31, 32, 33, 1024, 4096};
    private static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(38, 2),
            DataType.DOUBLE,
            DataType.VARCHAR);

    private final MemoryPool pool = new MemoryPool(1L << 30);
    private final QueryMemory memory = pool.openQuery("test", 1L << 29);
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void memoryIsFree() {
        assertThat(memory.usedBytes()).as("seed %s", seed).isZero();
        memory.close();
        pool.close();
    }

    /** A column with what it holds, as text; null for NULL. */
    private record Sample(Column column, @Nullable Column dictionary, List<@Nullable String> values)
            implements AutoCloseable {
        @Override
        public void close() {
            column.close();
            if (dictionary != null) {
                dictionary.close();
            }
        }
    }

    private void put(Column column, int row) {
        long data = column.dataAddress();
        int small = random.nextInt(50);
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(data + row, (byte) (small & 1));
            case INT32 -> RawMemory.putInt(data + 4L * row, small);
            case INT64 -> RawMemory.putLong(data + 8L * row, small * 0x123456789ABL);
            case INT128 -> new Int128().setProduct(small - 25, Long.MAX_VALUE).store(data + 16L * row);
            case FLOAT64 -> RawMemory.putDouble(data + 8L * row, small == 0 ? Double.NaN : small / 7.0);
            case VIEW -> {
                byte[] bytes = ("x".repeat(small) + small).getBytes(StandardCharsets.UTF_8);
                column.heap().putBytes(bytes, 0, bytes.length, data + 16L * row);
            }
        }
    }

    private static @Nullable String show(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        long values = column.valuesAddress();
        int index = column.valueIndex(row);
        return switch (column.physicalType()) {
            case INT8 -> String.valueOf(RawMemory.getByte(values + index));
            case INT32 -> String.valueOf(RawMemory.getInt(values + 4L * index));
            case INT64 -> String.valueOf(RawMemory.getLong(values + 8L * index));
            case INT128 -> Int128.bigInteger(values + 16L * index).toString();
            case FLOAT64 -> String.valueOf(RawMemory.getDouble(values + 8L * index));
            case VIEW -> new String(StringView.bytes(values + 16L * index), StandardCharsets.UTF_8);
        };
    }

    private Sample sample(DataType type, int size) {
        int kind = random.nextInt(3);
        boolean nulls = random.nextBoolean();
        Column column = Column.flat(type, memory, size);
        Column dictionary = null;
        if (kind == 1) {
            column.resetConstant();
            put(column, 0);
        } else if (kind == 2) {
            int entries = 1 + random.nextInt(20);
            dictionary = Column.flat(type, memory, entries);
            for (int i = 0; i < entries; i++) {
                put(dictionary, i);
            }
            column.resetDictionary(dictionary, entries, 1 + random.nextInt(1000));
            for (int i = 0; i < size; i++) {
                RawMemory.putInt(column.dataAddress() + 4L * i, random.nextInt(entries));
            }
        } else {
            for (int i = 0; i < size; i++) {
                put(column, i);
            }
        }
        if (nulls) {
            for (int i = 0; i < (kind == 1 ? 1 : size); i++) {
                if (random.nextInt(3) == 0) {
                    column.setNull(i, size);
                }
            }
        }
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(show(column, i));
        }
        return new Sample(column, dictionary, values);
    }

    private int[] positions(int size, boolean ascending) {
        int[] rows = new int[random.nextInt(size + 1)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(size);
        }
        return ascending ? Arrays.stream(rows).sorted().distinct().toArray() : rows;
    }

    @Test
    void gathersAndCopiesAnyEncoding() {
        for (int size : SIZES) {
            for (DataType type : TYPES) {
                try (Sample sample = sample(type, size);
                        Column gathered = new Column(type, memory);
                        Column copied = new Column(type, memory)) {
                    int[] rows = positions(size, false);
                    Gather.gather(sample.column, rows, rows.length, gathered);
                    Copy.copy(sample.column, rows, rows.length, copied);
                    for (int i = 0; i < rows.length; i++) {
                        String expected = sample.values.get(rows[i]);
                        assertThat(show(gathered, i))
                                .as("seed %s, %s", seed, type)
                                .isEqualTo(expected);
                        assertThat(show(copied, i))
                                .as("seed %s, %s", seed, type)
                                .isEqualTo(expected);
                    }
                    Gather.gather(sample.column, null, size, gathered);
                    for (int i = 0; i < size; i++) {
                        assertThat(show(gathered, i)).isEqualTo(sample.values.get(i));
                    }
                }
            }
        }
    }

    @Test
    void appendsBatchesOneAfterTheOther() {
        for (DataType type : TYPES) {
            try (Column target = Column.flat(type, memory, 4096)) {
                List<@Nullable String> expected = new ArrayList<>();
                while (expected.size() < 4000) {
                    try (Sample sample = sample(type, 1 + random.nextInt(90))) {
                        int[] rows = positions(sample.values.size(), false);
                        Copy.append(sample.column, rows, rows.length, target, expected.size(), 4096, target.heap());
                        for (int row : rows) {
                            expected.add(sample.values.get(row));
                        }
                    }
                }
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(show(target, i))
                            .as("seed %s, %s, row %s", seed, type, i)
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void flattensInPlace() {
        for (int size : SIZES) {
            for (DataType type : TYPES) {
                try (Sample sample = sample(type, size);
                        Column target = new Column(type, memory)) {
                    int[] rows = positions(size, true);
                    Column flat = Flatten.flatten(sample.column, rows, rows.length, size, target);
                    for (int row : rows) {
                        assertThat(show(flat, row)).as("seed %s", seed).isEqualTo(sample.values.get(row));
                    }
                }
            }
        }
    }

    @Test
    void equalValuesHashEqualInEveryEncoding() {
        for (DataType type : TYPES) {
            try (Sample left = sample(type, 1024);
                    Sample right = sample(type, 1024)) {
                long[] leftHashes = new long[1024];
                long[] rightHashes = new long[1024];
                Hash.hash(left.column, null, 1024, leftHashes);
                new ColumnHasher().hash(right.column, null, 1024, rightHashes, false);
                int[] rows = positions(1024, true);
                long[] selected = new long[1024];
                Hash.hash(left.column, rows, rows.length, selected);
                for (int i = 0; i < rows.length; i++) {
                    assertThat(selected[i]).isEqualTo(leftHashes[rows[i]]);
                }
                for (int i = 0; i < 1024; i++) {
                    boolean same = Objects.equals(left.values.get(i), right.values.get(i));
                    assertThat(leftHashes[i] == rightHashes[i])
                            .as("seed %s, %s", seed, type)
                            .isEqualTo(same);
                    assertThat(Compare.same(left.column, i, right.column, i)).isEqualTo(same);
                }
            }
        }
    }

    @Test
    void zerosAndNansHashAlike() {
        assertThat(Hash.ofDouble(-0.0)).isEqualTo(Hash.ofDouble(0.0));
        assertThat(Hash.ofDouble(Double.longBitsToDouble(0xFFF8_0000_0000_0001L)))
                .isEqualTo(Hash.ofDouble(Double.NaN));
        assertThat(PhysicalType.VIEW.bytes()).isEqualTo(StringView.BYTES);
    }

    @Test
    void hashesSpreadOverLowAndHighBits() {
        int[] low = new int[256];
        int[] high = new int[256];
        for (long i = 0; i < 256 * 100; i++) {
            long hash = Hash.ofLong(i << 20);
            low[(int) hash & 255]++;
            high[(int) (hash >>> 56)]++;
        }
        assertThat(Arrays.stream(low).max().getAsInt()).isLessThan(180);
        assertThat(Arrays.stream(high).max().getAsInt()).isLessThan(180);
    }

    @Test
    void setsOfNumbersKnowTheirMembers() {
        for (int round = 0; round < 200; round++) {
            int shift = random.nextInt(60);
            long[] values =
                    random.longs(1 + random.nextInt(20)).map(v -> v >> shift).toArray();
            LongSet set = new LongSet(values);
            for (int i = 0; i < 200; i++) {
                long probe = i < values.length ? values[i] : random.nextLong() >> shift;
                assertThat(set.contains(probe))
                        .as("seed %s, %s in %s", seed, probe, Arrays.toString(values))
                        .isEqualTo(Arrays.stream(values).anyMatch(v -> v == probe));
            }
        }
    }

    @Test
    void calendarAgreesWithJava() {
        for (int i = 0; i < 100_000; i++) {
            long days = random.nextInt(4_000_000) - 2_000_000;
            java.time.LocalDate date = java.time.LocalDate.ofEpochDay(days);
            long fields = CivilCalendar.fields(days);
            assertThat(CivilCalendar.year(fields)).isEqualTo(date.getYear());
            assertThat(CivilCalendar.month(fields)).isEqualTo(date.getMonthValue());
            assertThat(CivilCalendar.day(fields)).isEqualTo(date.getDayOfMonth());
            assertThat(CivilCalendar.days(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
                    .isEqualTo(days);
            assertThat(CivilCalendar.isoDayOfWeek(days))
                    .isEqualTo(date.getDayOfWeek().getValue());
            assertThat(CivilCalendar.dayOfYear(days)).isEqualTo(date.getDayOfYear());
            assertThat(CivilCalendar.isoWeek(days))
                    .isEqualTo(date.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            assertThat(CivilCalendar.isoYear(days)).isEqualTo(date.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR));
            int months = random.nextInt(2000) - 1000;
            assertThat(CivilCalendar.addMonths(days, months))
                    .isEqualTo(date.plusMonths(months).toEpochDay());
        }
    }
}
