package io.thresher.server.query;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of Java objects from batches: Boolean, Byte, Short, Integer (INTEGER, and DATE as days since 1970), Long (BIGINT, and
 * TIME, TIMESTAMP as micros, or nanos for precision above 6), BigDecimal, Float, Double, String (text, TIMESTAMP WITH TIME ZONE and
 * intervals), byte[], null. A column is converted at a time: its type is looked at once a batch.
 */
final class RowEncoder {
    private final TemporalText temporalText;

    RowEncoder(ZoneId timeZone) {
        this.temporalText = new TemporalText(timeZone);
    }

    /** Adds rows {@code start} to {@code start + count} of a FLAT batch to {@code target}. */
    void encode(ColumnBatch batch, int start, int count, List<Object> target) {
        int columnCount = batch.columnCount();
        Object[][] rows = new Object[count][columnCount];
        for (int c = 0; c < columnCount; c++) {
            Column column = batch.column(c);
            for (int i = 0; i < count; i++) {
                int row = start + i;
                if (!column.isNull(row)) {
                    rows[i][c] = value(column, column.valueIndex(row));
                }
            }
        }
        for (Object[] row : rows) {
            target.add(row);
        }
    }

    private @Nullable Object value(Column column, int index) {
        long values = column.valuesAddress();
        DataType type = column.type();
        return switch (type.kind()) {
            case NULL -> null;
            case BOOLEAN -> RawMemory.getByte(values + index) != 0;
            case TINYINT -> (byte) RawMemory.getInt(values + 4L * index);
            case SMALLINT -> (short) RawMemory.getInt(values + 4L * index);
            case INTEGER, DATE -> RawMemory.getInt(values + 4L * index);
            case BIGINT, TIME, TIMESTAMP -> RawMemory.getLong(values + 8L * index);
            case TIMESTAMP_TZ -> temporalText.instant(RawMemory.getLong(values + 8L * index), type.isNanos());
            case INTERVAL_YEAR_MONTH -> TemporalText.months(RawMemory.getInt(values + 4L * index));
            case INTERVAL_DAY_TIME -> TemporalText.micros(RawMemory.getLong(values + 8L * index));
            case DECIMAL -> decimal(type, values, index);
            case REAL -> (float) RawMemory.getDouble(values + 8L * index);
            case DOUBLE -> RawMemory.getDouble(values + 8L * index);
            case CHAR, VARCHAR ->
                new String(StringView.bytes(values + (long) StringView.BYTES * index), StandardCharsets.UTF_8);
            case VARBINARY -> StringView.bytes(values + (long) StringView.BYTES * index);
        };
    }

    private static BigDecimal decimal(DataType type, long values, int index) {
        if (type.physicalType() == PhysicalType.INT64) {
            return BigDecimal.valueOf(RawMemory.getLong(values + 8L * index), type.scale());
        }
        long low = RawMemory.getLong(values + 16L * index);
        long high = RawMemory.getLong(values + 16L * index + 8);
        if (high == low >> 63) {
            return BigDecimal.valueOf(low, type.scale());
        }
        byte[] bigEndian = new byte[16];
        for (int i = 0; i < 8; i++) {
            bigEndian[i] = (byte) (high >>> (56 - 8 * i));
            bigEndian[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return new BigDecimal(new BigInteger(bigEndian), type.scale());
    }
}
