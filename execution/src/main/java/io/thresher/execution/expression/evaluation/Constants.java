package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.StringView;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.kernel.Int128;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns the values of literals into CONSTANT columns and back. */
final class Constants {
    private Constants() {}

    /** A new CONSTANT column; the caller closes it. */
    static Column column(Expression.Literal literal, QueryMemory memory) {
        Column column = new Column(literal.type(), memory);
        try {
            column.ensureCapacity(1);
            column.resetConstant();
            write(literal, column);
            return column;
        } catch (RuntimeException e) {
            column.close();
            throw e;
        }
    }

    private static void write(Expression.Literal literal, Column column) {
        long at = column.dataAddress();
        Object value = literal.value();
        if (value == null) {
            RawMemory.fill(at, literal.type().physicalType().bytes(), (byte) 0);
            column.setNull(0, 1);
        } else if (value instanceof Boolean truth) {
            RawMemory.putByte(at, (byte) (truth ? 1 : 0));
        } else if (value instanceof BigInteger number) {
            writeWhole(number, literal.type(), at);
        } else if (value instanceof Number number && literal.type().physicalType() == PhysicalType.FLOAT64) {
            RawMemory.putDouble(at, number.doubleValue());
        } else if (value instanceof Number number) {
            writeWhole(BigInteger.valueOf(number.longValue()), literal.type(), at);
        } else {
            byte[] bytes = value instanceof byte[] binary ? binary : ((String) value).getBytes(StandardCharsets.UTF_8);
            column.heap().putBytes(bytes, 0, bytes.length, at);
        }
    }

    private static void writeWhole(BigInteger number, DataType type, long at) {
        if (type.physicalType() == PhysicalType.INT32) {
            RawMemory.putInt(at, number.intValueExact());
        } else if (type.physicalType() == PhysicalType.INT64) {
            RawMemory.putLong(at, number.longValueExact());
        } else {
            Int128.store(number, at);
        }
    }

    /** The value at a row as a literal holds it. */
    static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        long index = column.valueIndex(row);
        long values = column.valuesAddress();
        return switch (column.physicalType()) {
            case INT8 -> RawMemory.getByte(values + index) != 0;
            case INT32 -> (long) RawMemory.getInt(values + 4 * index);
            case INT64 -> RawMemory.getLong(values + 8 * index);
            case INT128 -> Int128.bigInteger(values + 16 * index);
            case FLOAT64 -> RawMemory.getDouble(values + 8 * index);
            case VIEW -> {
                byte[] bytes = StringView.bytes(values + 16 * index);
                yield column.type().isText() ? new String(bytes, StandardCharsets.UTF_8) : bytes;
            }
        };
    }
}
