package io.thresher.execution.plan;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes expressions as people read them, near to SQL, with the names of the input's columns. */
final class ExpressionPrinter implements ExpressionVisitor<String> {
    private static final int MAX_LIST_VALUES = 10;
    private static final Map<String, String> INFIX = Map.of(
            "add",
            "+",
            "subtract",
            "-",
            "multiply",
            "*",
            "divide",
            "/",
            "modulo",
            "%",
            "concat",
            "||",
            "like",
            "LIKE",
            "ilike",
            "ILIKE");

    private final List<Field> input;

    private ExpressionPrinter(List<Field> input) {
        this.input = input;
    }

    /** The text of an expression over rows of {@code input}. */
    static String print(Expression expression, List<Field> input) {
        return expression.accept(new ExpressionPrinter(input));
    }

    private String list(List<? extends Expression> expressions, String separator) {
        return expressions.stream().map(e -> e.accept(this)).collect(Collectors.joining(separator));
    }

    @Override
    public String visitColumnReference(Expression.ColumnReference expression) {
        return expression.index() < input.size() ? input.get(expression.index()).name() : "#" + expression.index();
    }

    @Override
    public String visitLiteral(Expression.Literal expression) {
        return value(expression.value(), expression.type());
    }

    private static String value(@Nullable Object value, DataType type) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes) + "'";
        }
        if (type.kind() == TypeKind.DECIMAL) {
            BigInteger unscaled = value instanceof BigInteger wide ? wide : BigInteger.valueOf((Long) value);
            return new BigDecimal(unscaled, type.scale()).toPlainString();
        }
        return value instanceof Long number ? number(number, type) : value.toString();
    }

    private static String number(long number, DataType type) {
        long unit = type.isNanos() ? 1_000_000_000L : 1_000_000L;
        long nanos = Math.floorMod(number, unit) * (1_000_000_000L / unit);
        return switch (type.kind()) {
            case DATE -> "DATE '" + LocalDate.ofEpochDay(number) + "'";
            case TIMESTAMP, TIMESTAMP_TZ -> {
                Instant instant = Instant.ofEpochSecond(Math.floorDiv(number, unit), nanos);
                yield type.kind() + " '" + instant.atOffset(ZoneOffset.UTC).toLocalDateTime() + "'";
            }
            case TIME ->
                "TIME '" + LocalTime.ofSecondOfDay(Math.floorDiv(number, unit)).plusNanos(nanos) + "'";
            case INTERVAL_YEAR_MONTH -> "INTERVAL '" + number + "' MONTH";
            case INTERVAL_DAY_TIME -> "INTERVAL '" + Duration.ofSeconds(number / unit, number % unit * 1000) + "'";
            case NULL, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, CHAR, VARCHAR, VARBINARY ->
                Long.toString(number);
        };
    }

    @Override
    public String visitCall(Expression.Call expression) {
        String infix = INFIX.get(expression.function());
        if (infix != null && expression.arguments().size() == 2) {
            return "(" + list(expression.arguments(), " " + infix + " ") + ")";
        }
        return expression.function() + "(" + list(expression.arguments(), ", ") + ")";
    }

    @Override
    public String visitComparison(Expression.Comparison expression) {
        String left = expression.left().accept(this);
        return left + " " + symbol(expression.operator()) + " "
                + expression.right().accept(this);
    }

    private static String symbol(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case IS_DISTINCT -> "IS DISTINCT FROM";
            case IS_NOT_DISTINCT -> "IS NOT DISTINCT FROM";
        };
    }

    @Override
    public String visitAnd(Expression.And expression) {
        return list(expression.arguments(), " AND ");
    }

    @Override
    public String visitOr(Expression.Or expression) {
        return "(" + list(expression.arguments(), " OR ") + ")";
    }

    @Override
    public String visitNot(Expression.Not expression) {
        return "NOT (" + expression.argument().accept(this) + ")";
    }

    @Override
    public String visitIsNull(Expression.IsNull expression) {
        return expression.argument().accept(this) + " IS NULL";
    }

    @Override
    public String visitInList(Expression.InList expression) {
        List<Expression.Literal> values = expression.values();
        String shown = list(values.subList(0, Math.min(values.size(), MAX_LIST_VALUES)), ", ");
        String more = values.size() > MAX_LIST_VALUES ? ", ... " + values.size() + " values" : "";
        return expression.argument().accept(this) + " IN (" + shown + more + ")";
    }

    @Override
    public String visitCase(Expression.Case expression) {
        StringBuilder text = new StringBuilder("CASE");
        for (int i = 0; i < expression.conditions().size(); i++) {
            text.append(" WHEN ").append(expression.conditions().get(i).accept(this));
            text.append(" THEN ").append(expression.results().get(i).accept(this));
        }
        return text.append(" ELSE ")
                .append(expression.otherwise().accept(this))
                .append(" END")
                .toString();
    }

    @Override
    public String visitCast(Expression.Cast expression) {
        String name = expression.safe() ? "TRY_CAST" : "CAST";
        return name + "(" + expression.argument().accept(this) + " AS " + expression.type() + ")";
    }
}
