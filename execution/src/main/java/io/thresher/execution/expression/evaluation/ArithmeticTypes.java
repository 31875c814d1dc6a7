package io.thresher.execution.expression.evaluation;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/** Which types arithmetic and comparisons are computed in when the planner's differ. */
final class ArithmeticTypes {
    private ArithmeticTypes() {}

    private static boolean isArithmetic(String function) {
        return switch (function) {
            case "add", "subtract", "multiply", "divide", "modulo", "negate", "abs" -> true;
            default -> false;
        };
    }

    private static boolean isRounding(String function) {
        return switch (function) {
            case "round", "truncate", "ceil", "floor" -> true;
            default -> false;
        };
    }

    /** Arithmetic arguments, converted to one family with the result: integers, decimals or doubles. */
    static List<Expression> adapt(Normalizer normalizer, Expression.Call call, List<Expression> arguments) {
        if (call.function().equals("greatest") || call.function().equals("least")) {
            return arguments.stream()
                    .map(argument -> normalizer.convert(argument, call.type()))
                    .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
        }
        if (!isArithmetic(call.function()) || !isNumeric(call.type())) {
            return arguments;
        }
        DataType common = call.type();
        for (Expression argument : arguments) {
            if (!isNumeric(argument.type())) {
                return arguments;
            }
            common = common(common, argument.type());
        }
        List<Expression> adapted = new ArrayList<>();
        for (Expression argument : arguments) {
            adapted.add(
                    common.kind() == TypeKind.DECIMAL
                            ? decimal(normalizer, argument)
                            : normalizer.convert(argument, common.kind() == TypeKind.REAL ? DataType.DOUBLE : common));
        }
        return adapted;
    }

    private static Expression decimal(Normalizer normalizer, Expression argument) {
        return argument.type().kind() == TypeKind.DECIMAL
                ? argument
                : normalizer.convert(argument, DataType.decimal(digits(argument.type()), 0));
    }

    /** The type that a call computes in, before it is converted to the one asked for. */
    static DataType resultType(Expression.Call call, List<Expression> arguments) {
        DataType asked = call.type();
        if (!isArithmetic(call.function()) && !isRounding(call.function())
                || !isNumeric(asked)
                || arguments.isEmpty()) {
            return asked;
        }
        DataType first = arguments.get(0).type();
        if (first.kind() == TypeKind.DECIMAL && asked.kind() != TypeKind.DECIMAL) {
            DataType second = arguments.get(arguments.size() - 1).type();
            boolean whole = isRounding(call.function()) && arguments.size() == 1;
            int scale = whole ? 0 : Math.max(first.scale(), second.scale());
            return DataType.decimal(DataType.MAX_DECIMAL_PRECISION, scale);
        }
        return asked;
    }

    static boolean isNumeric(DataType type) {
        return type.isInteger()
                || type.kind() == TypeKind.DECIMAL
                || type.kind() == TypeKind.REAL
                || type.kind() == TypeKind.DOUBLE;
    }

    private static int digits(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case BIGINT -> 19;
            default -> 10;
        };
    }

    /** The type both can be compared in. */
    static DataType common(DataType left, DataType right) {
        if (isNumeric(left) && isNumeric(right)) {
            return commonNumber(left, right);
        }
        if (left.isText() && right.isText()) {
            return DataType.VARCHAR;
        }
        if (left.isText()) {
            return right;
        }
        if (right.isText()) {
            return left;
        }
        if (left.kind() == TypeKind.TIMESTAMP_TZ || right.kind() == TypeKind.TIMESTAMP_TZ) {
            return DataType.timestampTz(left.isNanos() || right.isNanos() ? 9 : 6);
        }
        if (left.kind() == TypeKind.TIMESTAMP || right.kind() == TypeKind.TIMESTAMP) {
            return DataType.timestamp(left.isNanos() || right.isNanos() ? 9 : 6);
        }
        return left;
    }

    private static DataType commonNumber(DataType left, DataType right) {
        if (left.physicalType() == PhysicalType.FLOAT64 || right.physicalType() == PhysicalType.FLOAT64) {
            return DataType.DOUBLE;
        }
        if (left.isInteger() && right.isInteger()) {
            boolean big = left.kind() == TypeKind.BIGINT || right.kind() == TypeKind.BIGINT;
            return big ? DataType.BIGINT : left.kind().compareTo(right.kind()) > 0 ? left : right;
        }
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(wholeDigits(left), wholeDigits(right));
        int precision = Math.min(DataType.MAX_DECIMAL_PRECISION, whole + scale);
        return DataType.decimal(precision, Math.min(scale, precision));
    }

    private static int wholeDigits(DataType type) {
        return type.kind() == TypeKind.DECIMAL ? type.precision() - type.scale() : digits(type);
    }
}
