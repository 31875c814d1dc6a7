package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.catalog.DataTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Calcite's literals as ours. */
public final class LiteralTranslator {
    private LiteralTranslator() {}

    /** The literal in the type Calcite gives it. */
    public static Expression.Literal translate(RexLiteral literal) {
        return translate(literal.getValueAs(Comparable.class), literal.getType());
    }

    /** A value that Calcite keeps for a type, as a literal. */
    static Expression.Literal translate(Comparable<?> value, RelDataType relType) {
        DataType type = DataTypes.fromCalcite(relType);
        if (value == null) {
            return new Expression.Literal(null, type);
        }
        return switch (type.kind()) {
            case NULL -> new Expression.Literal(null, type);
            case BOOLEAN -> new Expression.Literal(value, type);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> exact((BigDecimal) value, type);
            case REAL -> new Expression.Literal((double) ((Number) value).floatValue(), type);
            case DOUBLE -> new Expression.Literal(((Number) value).doubleValue(), type);
            case DATE -> new Expression.Literal((long) ((DateString) value).getDaysSinceEpoch(), type);
            case TIME -> new Expression.Literal(micros((TimeString) value), type);
            case TIMESTAMP, TIMESTAMP_TZ -> new Expression.Literal(instant((TimestampString) value, type), type);
            case INTERVAL_YEAR_MONTH -> new Expression.Literal(((BigDecimal) value).longValueExact(), type);
            case INTERVAL_DAY_TIME -> new Expression.Literal(intervalMicros((BigDecimal) value), type);
            case CHAR, VARCHAR -> new Expression.Literal(text(value), type);
            case VARBINARY -> new Expression.Literal(((ByteString) value).getBytes(), type);
        };
    }

    private static String text(Comparable<?> value) {
        return value instanceof NlsString ? ((NlsString) value).getValue() : value.toString();
    }

    /** Calcite keeps day-time intervals in milliseconds. */
    private static long intervalMicros(BigDecimal millis) {
        return millis.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static Expression.Literal exact(BigDecimal value, DataType type) {
        int scale = type.isInteger() ? 0 : type.scale();
        BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
        int digits = type.isInteger() ? Casts.integerDigits(type) : type.precision();
        if (scaled.precision() > digits) {
            throw new EngineException(
                    ErrorCode.NUMERIC_OUT_OF_RANGE, "Number is out of range of " + type + ": " + value.toPlainString());
        }
        return Casts.decimalLiteral(scaled.unscaledValue(), type);
    }

    private static long micros(TimeString time) {
        return time.getMillisOfDay() * 1000L + fraction(time.toString(), 6) % 1000;
    }

    private static long instant(TimestampString timestamp, DataType type) {
        int digits = type.isNanos() ? 9 : 6;
        long unitsPerSecond = type.isNanos() ? 1_000_000_000L : 1_000_000L;
        long seconds = Math.floorDiv(timestamp.getMillisSinceEpoch(), 1000L);
        return Math.addExact(Math.multiplyExact(seconds, unitsPerSecond), fraction(timestamp.toString(), digits));
    }

    /** The digits behind the point of a second, as so many digits. */
    private static long fraction(String text, int digits) {
        int point = text.indexOf('.');
        if (point < 0) {
            return 0;
        }
        StringBuilder fraction = new StringBuilder(text.substring(point + 1));
        while (fraction.length() < digits) {
            fraction.append('0');
        }
        return Long.parseLong(fraction.substring(0, digits));
    }
}
