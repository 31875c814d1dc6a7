package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.parser.LiteralList;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Long IN lists: the values as literals of the argument's type. Values that the type cannot hold equal nothing and are left
 * out.
 */
final class InListTranslator {
    private static final int DATE_LENGTH = 10;

    private final Expression argument;
    private final DataType type;

    private InListTranslator(Expression argument) {
        this.argument = argument;
        this.type = argument.type();
    }

    static Expression translate(Expression argument, LiteralList list) {
        return new InListTranslator(argument).translate(list);
    }

    private Expression translate(LiteralList list) {
        boolean listed = type.isText()
                || Casts.isNumeric(type)
                || type.kind() == TypeKind.DATE
                || type.kind() == TypeKind.TIMESTAMP;
        if (!listed) {
            return comparisons(list);
        }
        Set<Expression.Literal> values = new LinkedHashSet<>();
        for (LiteralList.Value value : list.values()) {
            Expression.Literal literal = literal(value);
            if (literal != null) {
                values.add(literal);
            }
        }
        if (values.isEmpty()) {
            return new Expression.And(
                    List.of(new Expression.IsNull(argument), new Expression.Literal(null, DataType.BOOLEAN)));
        }
        return new Expression.InList(argument, List.copyOf(values));
    }

    /** For types whose texts only the executor reads. */
    private Expression comparisons(LiteralList list) {
        List<Expression> comparisons = new ArrayList<>();
        for (LiteralList.Value value : list.values()) {
            if (value.number()) {
                throw mismatch(String.valueOf(value.text()));
            }
            Expression text = new Expression.Literal(value.text(), DataType.VARCHAR);
            comparisons.add(new Expression.Comparison(
                    ComparisonOperator.EQUAL, argument, new Expression.Cast(text, type, false)));
        }
        return new Expression.Or(comparisons);
    }

    private Expression.@Nullable Literal literal(LiteralList.Value value) {
        String text = value.text();
        if (text == null) {
            return new Expression.Literal(null, type);
        }
        if (type.isText()) {
            if (value.number()) {
                throw mismatch(text);
            }
            return new Expression.Literal(text, type);
        }
        if (Casts.isNumeric(type)) {
            return number(text.trim());
        }
        if (value.number()) {
            throw mismatch(text);
        }
        return type.kind() == TypeKind.DATE ? date(text.trim()) : timestamp(text.trim());
    }

    private Expression.@Nullable Literal number(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new EngineException(ErrorCode.INVALID_CAST, "Text is not a number: " + text, e);
        }
        DataType exact = DataType.decimal(38, Math.min(38, Math.max(0, number.scale())));
        if (Casts.isApproximate(type)) {
            return new Expression.Literal(number.doubleValue(), type);
        }
        if (number.precision() - number.scale() > 38 - exact.scale() || number.scale() > 38) {
            return null;
        }
        BigDecimal scaled = number.setScale(exact.scale(), java.math.RoundingMode.UNNECESSARY);
        return Casts.castLiteral(Casts.decimalLiteral(scaled.unscaledValue(), exact), type);
    }

    private Expression.Literal date(String text) {
        try {
            return new Expression.Literal(LocalDate.parse(text).toEpochDay(), type);
        } catch (DateTimeException e) {
            throw new EngineException(ErrorCode.INVALID_DATETIME, "Text is not a date: " + text, e);
        }
    }

    private Expression.Literal timestamp(String text) {
        try {
            LocalDateTime time = text.length() <= DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
            long units = type.isNanos() ? 1_000_000_000L : 1_000_000L;
            long fraction = time.getNano() / (1_000_000_000L / units);
            return new Expression.Literal(
                    Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), units), fraction), type);
        } catch (DateTimeException | ArithmeticException e) {
            throw new EngineException(ErrorCode.INVALID_DATETIME, "Text is not a timestamp: " + text, e);
        }
    }

    private EngineException mismatch(String text) {
        return new EngineException(
                ErrorCode.TYPE_MISMATCH, "Types do not fit, cast one side; IN compares " + type + " with: " + text);
    }
}
