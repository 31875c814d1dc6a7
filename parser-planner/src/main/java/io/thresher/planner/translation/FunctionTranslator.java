package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.catalog.EngineFunction;
import io.thresher.planner.catalog.EngineOperators;
import io.thresher.planner.catalog.InListFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Calls of functions and arithmetic operators, by the names that the executor's registry knows. */
final class FunctionTranslator {
    /** Functions whose numeric arguments are all doubles. */
    private static final Set<String> DOUBLE_ARGUMENTS = Set.of(
            "sqrt",
            "cbrt",
            "exp",
            "ln",
            "log10",
            "log2",
            "log",
            "power",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "atan2",
            "sinh",
            "cosh",
            "tanh",
            "cot",
            "degrees",
            "radians",
            "is_nan",
            "is_infinite");

    /** Functions without arguments that have one value for the whole query. */
    private static final Map<SqlOperator, String> QUERY_CONSTANTS = Map.of(
            SqlStdOperatorTable.CURRENT_DATE, "current_date",
            SqlStdOperatorTable.CURRENT_TIMESTAMP, "current_timestamp",
            SqlStdOperatorTable.CURRENT_TIME, "current_time",
            SqlStdOperatorTable.CURRENT_USER, "current_user",
            SqlStdOperatorTable.CURRENT_SCHEMA, "current_schema",
            SqlStdOperatorTable.LOCALTIMESTAMP, "localtimestamp",
            SqlStdOperatorTable.LOCALTIME, "current_time",
            SqlStdOperatorTable.USER, "current_user",
            SqlStdOperatorTable.SESSION_USER, "current_user");

    /** Functions whose arguments are all of the result's type. */
    private static final Set<String> RESULT_ARGUMENTS = Set.of(
            "greatest",
            "least",
            "bit_and",
            "bit_or",
            "bit_xor",
            "bit_not",
            "bit_shift_left",
            "bit_shift_right",
            "gcd",
            "lcm",
            "factorial");

    /** What EXTRACT takes out. */
    private static final List<String> UNITS = List.of(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "dow",
            "isodow",
            "doy",
            "hour",
            "minute",
            "second",
            "millisecond",
            "microsecond",
            "epoch",
            "decade",
            "century",
            "millennium",
            "isoyear");

    private final ExpressionTranslator expressions;

    FunctionTranslator(ExpressionTranslator expressions) {
        this.expressions = expressions;
    }

    Expression translate(RexCall call) {
        return switch (call.getKind()) {
            case PLUS -> arithmetic("add", call);
            case MINUS -> arithmetic("subtract", call);
            case TIMES -> arithmetic("multiply", call);
            case DIVIDE -> arithmetic("divide", call);
            case MOD -> arithmetic("modulo", call);
            case MINUS_PREFIX -> arithmetic("negate", call);
            case PLUS_PREFIX -> expressions.translate(call.getOperands().get(0));
            case LIKE -> plain(call.getOperator().getName().toLowerCase(Locale.ROOT), call);
            case SIMILAR -> plain("similar_to", call);
            case EXTRACT -> extract(call);
            case FLOOR -> rounded("floor", call);
            case CEIL -> rounded("ceil", call);
            case TRIM -> trim(call);
            case POSITION -> plain("position", call);
            default -> named(call);
        };
    }

    private Expression named(RexCall call) {
        SqlOperator operator = call.getOperator();
        if (operator.equals(EngineOperators.CONCAT)) {
            return textArguments("concat", call);
        }
        if (operator instanceof InListFunction) {
            Expression argument = expressions.translate(call.getOperands().get(0));
            return InListTranslator.translate(argument, ((InListFunction) operator).list());
        }
        if (operator.equals(EngineOperators.TEXT)) {
            return expressions.translate(call.getOperands().get(0));
        }
        if (operator instanceof EngineFunction) {
            return engineFunction(((EngineFunction) operator).canonicalName(), call);
        }
        if (operator.equals(SqlStdOperatorTable.SUBSTRING) || operator.equals(SqlStdOperatorTable.OVERLAY)) {
            return plain(operator.getName().toLowerCase(Locale.ROOT), call);
        }
        String constant = QUERY_CONSTANTS.get(operator);
        if (constant != null) {
            return new Expression.Call(constant, List.of(), type(call));
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "Function is not supported: " + operator.getName());
    }

    private Expression engineFunction(String name, RexCall call) {
        RexNode first = call.getOperands().isEmpty() ? null : call.getOperands().get(0);
        if (name.equals("date_part") && first instanceof RexLiteral) {
            String unit = String.valueOf(((RexLiteral) first).getValueAs(String.class))
                    .toLowerCase(Locale.ROOT);
            return datePart(unit, call);
        }
        if (name.equals("concat_all") || name.equals("concat_ws")) {
            return textArguments(name, call);
        }
        DataType type = type(call);
        List<Expression> arguments = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            Expression argument = expressions.translate(operand);
            if (RESULT_ARGUMENTS.contains(name)) {
                argument = Casts.cast(argument, type);
            } else if (DOUBLE_ARGUMENTS.contains(name) && Casts.isNumeric(argument.type())) {
                argument = Casts.cast(argument, DataType.DOUBLE);
            } else if (name.equals("age")) {
                argument = Casts.cast(argument, DataType.TIMESTAMP);
            } else if (argument.type().isInteger() && !arguments.isEmpty()) {
                // Counts and positions behind the first argument have one type.
                argument = Casts.cast(argument, DataType.INTEGER);
            }
            arguments.add(argument);
        }
        return new Expression.Call(name, arguments, type);
    }

    private Expression datePart(String unit, RexCall call) {
        if (!UNITS.contains(unit)) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "Unit is not known; use one of " + UNITS + ", not: " + unit);
        }
        Expression argument = expressions.translate(call.getOperands().get(1));
        return new Expression.Call("extract_" + unit, List.of(argument), type(call));
    }

    private Expression textArguments(String name, RexCall call) {
        List<Expression> arguments = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            Expression argument = expressions.translate(operand);
            boolean flatten = name.equals("concat")
                    && argument instanceof Expression.Call
                    && ((Expression.Call) argument).function().equals(name);
            if (flatten) {
                arguments.addAll(((Expression.Call) argument).arguments());
            } else {
                arguments.add(Casts.cast(argument, DataType.VARCHAR));
            }
        }
        return new Expression.Call(name, arguments, DataType.VARCHAR);
    }

    private Expression plain(String name, RexCall call) {
        List<Expression> arguments = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            Expression argument = expressions.translate(operand);
            boolean position = argument.type().isInteger() && !arguments.isEmpty();
            arguments.add(position ? Casts.cast(argument, DataType.INTEGER) : argument);
        }
        return new Expression.Call(name, arguments, type(call));
    }

    /** Numbers are converted to the result's type, decimals only to some decimal. Dates and intervals stay. */
    private Expression arithmetic(String name, RexCall call) {
        DataType type = type(call);
        List<Expression> arguments = new ArrayList<>();
        boolean numeric = Casts.isNumeric(type);
        for (RexNode operand : call.getOperands()) {
            Expression argument = expressions.translate(operand);
            if (argument.type().kind() == TypeKind.NULL) {
                argument = Casts.cast(argument, type);
            }
            numeric &= Casts.isNumeric(argument.type());
            arguments.add(argument);
        }
        if (numeric) {
            arguments.replaceAll(argument -> operand(argument, type));
        }
        return new Expression.Call(name, arguments, type);
    }

    private static Expression operand(Expression argument, DataType type) {
        if (type.kind() != TypeKind.DECIMAL) {
            return Casts.cast(argument, type);
        }
        if (argument.type().isInteger()) {
            return Casts.cast(argument, DataType.decimal(Casts.integerDigits(argument.type()), 0));
        }
        return argument;
    }

    private Expression extract(RexCall call) {
        String unit = symbol(call.getOperands().get(0));
        Expression argument = expressions.translate(call.getOperands().get(1));
        return new Expression.Call("extract_" + unit, List.of(argument), type(call));
    }

    private static String symbol(RexNode node) {
        return String.valueOf(((RexLiteral) node).getValue()).toLowerCase(Locale.ROOT);
    }

    private Expression rounded(String name, RexCall call) {
        Expression argument = expressions.translate(call.getOperands().get(0));
        DataType type = type(call);
        if (call.getOperands().size() == 2) {
            if (!name.equals("floor")) {
                throw new EngineException(ErrorCode.NOT_SUPPORTED, "CEIL to a unit of time is not supported");
            }
            Expression unit = new Expression.Literal(symbol(call.getOperands().get(1)), DataType.VARCHAR);
            return new Expression.Call("date_trunc", List.of(unit, argument), type);
        }
        return argument.type().isInteger()
                ? Casts.cast(argument, type)
                : new Expression.Call(name, List.of(argument), type);
    }

    private Expression trim(RexCall call) {
        SqlTrimFunction.Flag flag = ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
        Expression characters = expressions.translate(call.getOperands().get(1));
        Expression value = expressions.translate(call.getOperands().get(2));
        String name = flag == SqlTrimFunction.Flag.LEADING
                ? "ltrim"
                : flag == SqlTrimFunction.Flag.TRAILING ? "rtrim" : "trim";
        boolean blanks =
                characters instanceof Expression.Literal && " ".equals(((Expression.Literal) characters).value());
        return new Expression.Call(name, blanks ? List.of(value) : List.of(value, characters), type(call));
    }

    private static DataType type(RexCall call) {
        return DataTypes.fromCalcite(call.getType());
    }
}
