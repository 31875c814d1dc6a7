package io.thresher.planner.translation;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.util.Sarg;

/** Calcite's search arguments (sets of ranges) as comparisons and IN lists. */
final class SargTranslator {
    private final Expression argument;
    private final RelDataType relType;
    private final DataType type;

    SargTranslator(Expression argument, RelDataType relType, DataType type) {
        this.type = type;
        this.argument = Casts.cast(argument, type);
        this.relType = relType;
    }

    Expression translate(Sarg<?> sarg) {
        Expression ranges = ranges(sarg);
        if (sarg.nullAs == RexUnknownAs.TRUE) {
            return new Expression.Or(List.of(new Expression.IsNull(argument), ranges));
        }
        if (sarg.nullAs == RexUnknownAs.FALSE) {
            return new Expression.And(List.of(new Expression.Not(new Expression.IsNull(argument)), ranges));
        }
        return ranges;
    }

    private Expression ranges(Sarg<?> sarg) {
        if (sarg.isPoints()) {
            return points(sarg);
        }
        if (sarg.isComplementedPoints()) {
            return new Expression.Not(points(sarg.negate()));
        }
        List<Expression> alternatives = new ArrayList<>();
        List<Expression.Literal> points = new ArrayList<>();
        for (Range<? extends Comparable<?>> range : asRanges(sarg)) {
            if (isPoint(range)) {
                points.add(literal(range.lowerEndpoint()));
            } else {
                alternatives.add(range(range));
            }
        }
        if (!points.isEmpty()) {
            alternatives.add(inList(points));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Expression.Or(alternatives);
    }

    private Expression points(Sarg<?> sarg) {
        List<Expression.Literal> values = new ArrayList<>();
        for (Range<? extends Comparable<?>> range : asRanges(sarg)) {
            values.add(literal(range.lowerEndpoint()));
        }
        return inList(values);
    }

    private Expression inList(List<Expression.Literal> values) {
        return values.size() == 1
                ? new Expression.Comparison(ComparisonOperator.EQUAL, argument, values.get(0))
                : new Expression.InList(argument, values);
    }

    private Expression range(Range<? extends Comparable<?>> range) {
        List<Expression> bounds = new ArrayList<>();
        if (range.hasLowerBound()) {
            ComparisonOperator operator = range.lowerBoundType() == BoundType.CLOSED
                    ? ComparisonOperator.GREATER_OR_EQUAL
                    : ComparisonOperator.GREATER;
            bounds.add(new Expression.Comparison(operator, argument, literal(range.lowerEndpoint())));
        }
        if (range.hasUpperBound()) {
            ComparisonOperator operator = range.upperBoundType() == BoundType.CLOSED
                    ? ComparisonOperator.LESS_OR_EQUAL
                    : ComparisonOperator.LESS;
            bounds.add(new Expression.Comparison(operator, argument, literal(range.upperEndpoint())));
        }
        return bounds.size() == 1 ? bounds.get(0) : new Expression.And(bounds);
    }

    private Expression.Literal literal(Comparable<?> value) {
        Expression.Literal literal = LiteralTranslator.translate(value, relType);
        Expression cast = Casts.cast(literal, type);
        return cast instanceof Expression.Literal ? (Expression.Literal) cast : literal;
    }

    private static boolean isPoint(Range<? extends Comparable<?>> range) {
        return range.hasLowerBound()
                && range.hasUpperBound()
                && range.lowerEndpoint().equals(range.upperEndpoint());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Sarg's type parameter says Comparable<C>, which nothing here needs
    private static Iterable<Range<? extends Comparable<?>>> asRanges(Sarg sarg) {
        return sarg.rangeSet.asRanges();
    }
}
