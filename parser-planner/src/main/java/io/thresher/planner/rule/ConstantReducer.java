package io.thresher.planner.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Computes constant casts and arithmetic of numbers and dates at planning, so that scans can prune by the result. What it
 * cannot compute for certain, it leaves to the executor, which also raises what errors there are.
 */
public final class ConstantReducer implements RexExecutor {
    /** The one instance; it has no state. */
    public static final ConstantReducer INSTANCE = new ConstantReducer();

    private static final Pattern TIMESTAMP =
            Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?)?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000L);

    private ConstantReducer() {}

    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
        for (RexNode constant : constants) {
            reduced.add(fold(builder, constant));
        }
    }

    /** The expression with every constant part computed that can be. */
    static RexNode fold(RexBuilder builder, RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                if (!(visited instanceof RexCall)) {
                    return visited;
                }
                RexNode value = compute(builder, (RexCall) visited);
                return value == null ? visited : value;
            }
        });
    }

    private static @Nullable RexNode compute(RexBuilder builder, RexCall call) {
        List<RexLiteral> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            if (!(operand instanceof RexLiteral) || ((RexLiteral) operand).isNull()) {
                return null;
            }
            operands.add((RexLiteral) operand);
        }
        RelDataType type = call.getType();
        return switch (call.getKind()) {
            case CAST -> cast(builder, operands.get(0), type);
            case PLUS -> sum(builder, operands.get(0), operands.get(1), type, 1);
            case MINUS -> sum(builder, operands.get(0), operands.get(1), type, -1);
            case TIMES -> product(builder, operands, type);
            case MINUS_PREFIX -> number(builder, negated(operands.get(0)), type);
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(RexLiteral literal) {
        boolean numeric = SqlTypeUtil.isExactNumeric(literal.getType());
        return numeric ? literal.getValueAs(BigDecimal.class) : null;
    }

    private static @Nullable BigDecimal negated(RexLiteral literal) {
        BigDecimal value = decimal(literal);
        return value == null ? null : value.negate();
    }

    private static @Nullable RexNode product(RexBuilder builder, List<RexLiteral> operands, RelDataType type) {
        BigDecimal left = decimal(operands.get(0));
        BigDecimal right = decimal(operands.get(1));
        return left == null || right == null ? null : number(builder, left.multiply(right), type);
    }

    private static @Nullable RexNode sum(
            RexBuilder builder, RexLiteral left, RexLiteral right, RelDataType type, int sign) {
        BigDecimal a = decimal(left);
        BigDecimal b = decimal(right);
        if (a != null && b != null) {
            return number(builder, sign > 0 ? a.add(b) : a.subtract(b), type);
        }
        boolean leftDate = SqlTypeUtil.isDatetime(left.getType());
        if (!leftDate && sign < 0) {
            return null;
        }
        return shifted(builder, leftDate ? left : right, leftDate ? right : left, type, sign);
    }

    /** A date or timestamp moved by days or an interval. */
    private static @Nullable RexNode shifted(
            RexBuilder builder, RexLiteral date, RexLiteral by, RelDataType type, int sign) {
        SqlTypeName from = date.getType().getSqlTypeName();
        if (from == SqlTypeName.DATE && type.getSqlTypeName() == SqlTypeName.DATE) {
            DateString text = date.getValueAs(DateString.class);
            BigDecimal amount = by.getValueAs(BigDecimal.class);
            return text == null || amount == null
                    ? null
                    : moved(builder, LocalDate.parse(text.toString()), by.getType(), amount, sign);
        }
        return null;
    }

    private static @Nullable RexNode moved(
            RexBuilder builder, LocalDate date, RelDataType by, BigDecimal amount, int sign) {
        try {
            LocalDate result;
            if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(by.getSqlTypeName())) {
                result = date.plusMonths(sign * amount.longValueExact());
            } else if (SqlTypeName.DAY_INTERVAL_TYPES.contains(by.getSqlTypeName())) {
                result = date.plusDays(sign * amount.divide(MILLIS_PER_DAY).longValueExact());
            } else {
                result = date.plusDays(sign * amount.longValueExact());
            }
            return dateLiteral(builder, result);
        } catch (ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable RexNode dateLiteral(RexBuilder builder, LocalDate date) {
        boolean fits = date.getYear() >= 1 && date.getYear() <= 9999;
        return fits ? builder.makeDateLiteral(new DateString(date.toString())) : null;
    }

    private static @Nullable RexNode cast(RexBuilder builder, RexLiteral literal, RelDataType type) {
        SqlTypeName to = type.getSqlTypeName();
        if (SqlTypeUtil.inCharFamily(literal.getType())) {
            String text = literal.getValueAs(String.class);
            return text == null ? null : parsed(builder, text.trim(), type);
        }
        BigDecimal number = decimal(literal);
        if (number != null) {
            return number(builder, number, type);
        }
        if (literal.getType().getSqlTypeName() == SqlTypeName.DATE && to == SqlTypeName.TIMESTAMP) {
            DateString date = literal.getValueAs(DateString.class);
            return date == null
                    ? null
                    : builder.makeTimestampLiteral(new TimestampString(date + " 00:00:00"), type.getPrecision());
        }
        return null;
    }

    private static @Nullable RexNode parsed(RexBuilder builder, String text, RelDataType type) {
        if (SqlTypeUtil.isExactNumeric(type) || SqlTypeUtil.isApproximateNumeric(type)) {
            boolean whole = SqlTypeUtil.isIntType(type);
            boolean fits = NUMBER.matcher(text).matches() && !(whole && text.contains("."));
            return fits ? number(builder, new BigDecimal(text), type) : null;
        }
        try {
            if (type.getSqlTypeName() == SqlTypeName.DATE) {
                Matcher date = DATE.matcher(text);
                return date.matches() ? dateLiteral(builder, date(date)) : null;
            }
            return type.getSqlTypeName() == SqlTypeName.TIMESTAMP ? timestamp(builder, text, type) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate date(Matcher matcher) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private static @Nullable RexNode timestamp(RexBuilder builder, String text, RelDataType type) {
        Matcher matcher = TIMESTAMP.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Matcher day = DATE.matcher(matcher.group(1));
        if (!day.matches()) {
            return null;
        }
        int hour = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int minute = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int second = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        TimestampString value = new TimestampString(
                String.format(java.util.Locale.ROOT, "%s %02d:%02d:%02d", date(day), hour, minute, second));
        if (matcher.group(5) != null) {
            value = value.withFraction(stripZeros(matcher.group(5)));
        }
        return builder.makeTimestampLiteral(value, type.getPrecision());
    }

    private static String stripZeros(String digits) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    /** A number as a literal of a numeric type, rounded half away from zero; null if it does not fit. */
    private static @Nullable RexNode number(RexBuilder builder, @Nullable BigDecimal value, RelDataType type) {
        if (value == null) {
            return null;
        }
        if (type.getSqlTypeName() == SqlTypeName.REAL) {
            float rounded = value.floatValue();
            RelDataType notNull = builder.getTypeFactory().createTypeWithNullability(type, false);
            return Float.isInfinite(rounded) ? null : builder.makeApproxLiteral((double) rounded, notNull);
        }
        if (SqlTypeUtil.isApproximateNumeric(type)) {
            return builder.makeLiteral(value, builder.getTypeFactory().createTypeWithNullability(type, false), true);
        }
        if (!SqlTypeUtil.isExactNumeric(type)) {
            return null;
        }
        int scale = SqlTypeUtil.isDecimal(type) ? type.getScale() : 0;
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
        boolean fits = switch (type.getSqlTypeName()) {
            case TINYINT -> rounded.toBigInteger().bitLength() < 8;
            case SMALLINT -> rounded.toBigInteger().bitLength() < 16;
            case INTEGER -> rounded.toBigInteger().bitLength() < 32;
            case BIGINT -> rounded.toBigInteger().bitLength() < 64;
            default -> rounded.precision() <= type.getPrecision();
        };
        return fits
                ? builder.makeExactLiteral(rounded, builder.getTypeFactory().createTypeWithNullability(type, false))
                : null;
    }
}
