package io.thresher.execution.operator;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes values in the form of {@link io.thresher.execution.expression.Expression.Literal} into FLAT columns. */
public final class ValueWriter {
    private ValueWriter() {}

    /** Writes {@code value} (null is NULL) at {@code position} of a FLAT column of {@code count} rows with room for it. */
    public static void write(Column column, int position, int count, @Nullable Object value) {
        int width = column.physicalType().bytes();
        long address = column.dataAddress() + (long) width * position;
        if (value == null) {
            RawMemory.fill(address, width, (byte) 0);
            column.setNull(position, count);
            return;
        }
        switch (column.physicalType()) {
            case INT8 -> RawMemory.putByte(address, (byte) (Boolean.TRUE.equals(value) ? 1 : 0));
            case INT32 -> RawMemory.putInt(address, ((Number) value).intValue());
            case INT64 -> RawMemory.putLong(address, ((Number) value).longValue());
            case FLOAT64 -> RawMemory.putDouble(address, ((Number) value).doubleValue());
            case INT128 -> {
                BigInteger wide =
                        value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
                RawMemory.putLong(address, wide.longValue());
                RawMemory.putLong(address + 8, wide.shiftRight(64).longValue());
            }
            case VIEW -> {
                byte[] bytes = value instanceof byte[] raw ? raw : ((String) value).getBytes(StandardCharsets.UTF_8);
                column.heap().putBytes(bytes, 0, bytes.length, address);
            }
        }
    }
}
