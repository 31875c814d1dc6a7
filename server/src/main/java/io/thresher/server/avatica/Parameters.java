package io.thresher.server.avatica;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression.Literal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.remote.TypedValue;
import org.apache.calcite.avatica.util.ByteString;

/** Makes literals of the parameter values that a client sent. */
final class Parameters {
    private static final long MICROS_PER_MILLI = 1000;

    private Parameters() {}

    /** {@code exactTimes} says that times come in microseconds, a time of day as JAVA_UTIL_DATE. */
    static List<Literal> literals(List<TypedValue> values, boolean exactTimes) {
        List<Literal> literals = new ArrayList<>();
        for (TypedValue value : values) {
            if (value == null) {
                throw new EngineException(ErrorCode.PROTOCOL_VIOLATION, "Parameter not set: " + (literals.size() + 1));
            }
            literals.add(literal(value, exactTimes));
        }
        return literals;
    }

    private static Literal literal(TypedValue parameter, boolean exactTimes) {
        Object value = parameter.value;
        if (value == null) {
            return new Literal(null, DataType.NULL);
        }
        return switch (parameter.type) {
            case PRIMITIVE_BOOLEAN, BOOLEAN -> new Literal(value, DataType.BOOLEAN);
            case PRIMITIVE_BYTE, BYTE, PRIMITIVE_SHORT, SHORT, PRIMITIVE_INT, INTEGER ->
                new Literal(((Number) value).longValue(), DataType.INTEGER);
            case PRIMITIVE_LONG, LONG -> new Literal(((Number) value).longValue(), DataType.BIGINT);
            case PRIMITIVE_FLOAT, FLOAT -> new Literal(((Number) value).doubleValue(), DataType.REAL);
            case PRIMITIVE_DOUBLE, DOUBLE -> new Literal(((Number) value).doubleValue(), DataType.DOUBLE);
            case JAVA_SQL_DATE -> new Literal(((Number) value).longValue(), DataType.DATE);
            case JAVA_SQL_TIME -> new Literal(((Number) value).longValue() * MICROS_PER_MILLI, DataType.TIME);
            case JAVA_SQL_TIMESTAMP -> new Literal(micros(value, exactTimes), DataType.TIMESTAMP);
            case JAVA_UTIL_DATE ->
                new Literal(micros(value, exactTimes), exactTimes ? DataType.TIME : DataType.TIMESTAMP);
            case PRIMITIVE_CHAR, CHARACTER, STRING -> new Literal(value.toString(), DataType.VARCHAR);
            case BYTE_STRING -> new Literal(bytes(value), DataType.VARBINARY);
            case NUMBER -> number(value);
            case UBYTE, USHORT, UINTEGER, ULONG, ARRAY, STRUCT, MULTISET, OBJECT ->
                throw new EngineException(ErrorCode.NOT_SUPPORTED, "Parameter type not supported: " + parameter.type);
        };
    }

    private static long micros(Object value, boolean exactTimes) {
        long units = ((Number) value).longValue();
        return exactTimes ? units : Math.multiplyExact(units, MICROS_PER_MILLI);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteString bytes) {
            return bytes.getBytes();
        }
        return value instanceof String text ? ByteString.parseBase64(text) : (byte[]) value;
    }

    private static Literal number(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            return new Literal(((Number) value).longValue(), DataType.BIGINT);
        }
        if (decimal.scale() < 0) {
            decimal = decimal.setScale(0);
        }
        int precision = Math.max(decimal.precision(), decimal.scale() + 1);
        if (precision > DataType.MAX_DECIMAL_PRECISION) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE, "Parameter has more than 38 digits: " + decimal.toPlainString());
        }
        BigInteger unscaled = decimal.unscaledValue();
        DataType type = DataType.decimal(precision, decimal.scale());
        return precision <= DataType.MAX_SHORT_DECIMAL_PRECISION
                ? new Literal(unscaled.longValueExact(), type)
                : new Literal(unscaled, type);
    }
}
