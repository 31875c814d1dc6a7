package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.parser.LiteralList;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Long IN lists: the values as literals of the argument's type. Values that the type cannot hold equal nothing and are left
 * out.
 */
final class InListTranslator {
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
        if (type.kind() != TypeKind.DATE || value.number()) {
            throw mismatch(text);
        }
        return date(text.trim());
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

    private EngineException mismatch(String text) {
        return new EngineException(
                ErrorCode.TYPE_MISMATCH, "Types do not fit, cast one side; IN compares " + type + " with: " + text);
    }
}
