package io.thresher.storage.parquet.writing;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.scan.ScannedRows;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Random batches of all types that can be written, in all encodings, with and without a selection and NULLs. */
final class RandomTable {
    static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.TINYINT,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.REAL,
            DataType.DOUBLE,
            DataType.decimal(5, 2),
            DataType.decimal(9, 0),
            DataType.decimal(15, 2),
            DataType.decimal(18, 18),
            DataType.decimal(19, 3),
            DataType.decimal(38, 10),
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.timestamp(9),
            DataType.TIMESTAMP_TZ,
            DataType.timestampTz(9),
            DataType.character(3),
            DataType.VARCHAR,
            DataType.VARBINARY);

    final List<ColumnDefinition> columns = new ArrayList<>();
    /** What was written, row by row; null is NULL. */
    final List<List<@Nullable String>> rows = new ArrayList<>();

    private final Random random;
    /** By column: how many different values it has, and how many of a hundred rows are NULL. */
    private final List<Integer> distinct = new ArrayList<>();

    private final List<Integer> nullPercent = new ArrayList<>();

    RandomTable(Random random) {
        this.random = random;
        for (DataType type : TYPES) {
            int percent = new int[] {-1, 0, 3, 50, 97, 100}[random.nextInt(6)];
            columns.add(new ColumnDefinition("c" + columns.size(), type, percent >= 0));
            nullPercent.add(percent);
            distinct.add(new int[] {1, 2, 5, 300, 1 << 20}[random.nextInt(5)]);
        }
    }

    /** Makes batches of {@code rowCount} rows in total, selected ones, and lends each to the consumer. */
    void generate(int rowCount, QueryMemory memory, Consumer<ColumnBatch> consumer) {
        while (rows.size() < rowCount) {
            int size = 1 + random.nextInt(Math.min(ColumnBatch.MAX_ROWS, rowCount - rows.size()));
            List<Column> made = new ArrayList<>();
            try {
                Column[] batchColumns = new Column[columns.size()];
                for (int c = 0; c < batchColumns.length; c++) {
                    batchColumns[c] = column(c, size, memory, made);
                }
                ColumnBatch batch = new ColumnBatch(batchColumns, size);
                if (random.nextBoolean()) {
                    int[] selected =
                            random.ints(0, size).limit(size).distinct().sorted().toArray();
                    batch.setSelection(selected, selected.length);
                }
                remember(batch);
                consumer.accept(batch);
            } finally {
                made.forEach(Column::close);
            }
        }
    }

    private void remember(ColumnBatch batch) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            List<@Nullable String> row = new ArrayList<>();
            for (Column column : batch.columns()) {
                row.add(ScannedRows.text(column, batch.position(i)));
            }
            rows.add(row);
        }
    }

    private Column column(int index, int size, QueryMemory memory, List<Column> made) {
        DataType type = columns.get(index).type();
        Column column = Column.flat(type, memory, size);
        made.add(column);
        switch (random.nextInt(3)) {
            case 0 -> {
                Column dictionary = Column.flat(type, memory, 20);
                made.add(dictionary);
                for (int i = 0; i < 20; i++) {
                    put(dictionary, i, index);
                }
                column.resetDictionary(dictionary, 20, 0);
                for (int i = 0; i < size; i++) {
                    RawMemory.putInt(column.dataAddress() + 4L * i, random.nextInt(20));
                }
            }
            case 1 -> {
                column.resetConstant();
                put(column, 0, index);
                if (random.nextInt(100) < nullPercent.get(index)) {
                    column.setNull(0, 1);
                }
                return column;
            }
            default -> {
                for (int i = 0; i < size; i++) {
                    put(column, i, index);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            if (random.nextInt(100) < nullPercent.get(index)) {
                column.setNull(i, size);
            }
        }
        return column;
    }

    private void put(Column column, int position, int index) {
        DataType type = column.type();
        long address = column.dataAddress() + (long) column.physicalType().bytes() * position;
        // The same number gives the same value, so that values repeat.
        Random value = new Random(random.nextInt(distinct.get(index)));
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(address, (byte) value.nextInt(2));
            case INT32 -> RawMemory.putInt(address, (int) whole(type, value));
            case INT64 -> RawMemory.putLong(address, whole(type, value));
            case INT128 -> {
                BigInteger number = new BigInteger(value.nextInt(type.precision() * 33 / 10), value);
                BigInteger signed = value.nextBoolean() ? number : number.negate();
                RawMemory.putLong(address, signed.longValue());
                RawMemory.putLong(address + 8, signed.shiftRight(64).longValue());
            }
            case FLOAT64 -> RawMemory.putDouble(address, floating(type, value));
            case VIEW -> {
                byte[] bytes = new byte[value.nextInt(4) == 0 ? value.nextInt(60) : value.nextInt(6)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) ('a' + value.nextInt(26));
                }
                byte[] text = bytes.length == 5 ? "ä€x".getBytes(StandardCharsets.UTF_8) : bytes;
                column.heap().putBytes(text, 0, text.length, address);
            }
        }
    }

    private static double floating(DataType type, Random value) {
        double number = switch (value.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.NEGATIVE_INFINITY;
            default -> value.nextGaussian() * 1000;
        };
        return type.kind() == TypeKind.REAL ? (float) number : number;
    }

    private static long whole(DataType type, Random value) {
        return switch (type.kind()) {
            case TINYINT -> (byte) value.nextInt();
            case SMALLINT -> (short) value.nextInt();
            case INTEGER -> value.nextInt();
            case DATE -> value.nextInt(40_000) - 10_000;
            case TIME -> (long) (value.nextDouble() * 86_400_000_000L);
            case DECIMAL -> {
                long limit = BigInteger.TEN.pow(type.precision()).longValue();
                yield value.nextLong() % limit;
            }
            default -> value.nextBoolean() ? value.nextLong() : value.nextInt(100);
        };
    }
}
