package io.thresher.execution.expression.evaluation;

import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.Expression.Literal;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.ExpressionVisitor;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.SelectPair;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the predicate of each node of a normalised condition: the rows for which it is true or, negated, false. NOT
 * only turns the sense round; by De Morgan a negated AND is an OR of negated conditions, which holds for NULL too.
 */
final class PredicateBuilder implements ExpressionVisitor<PredicateEvaluator> {
    private final EvaluatorBuilder values;
    private final boolean negated;

    PredicateBuilder(EvaluatorBuilder values, boolean negated) {
        this.values = values;
        this.negated = negated;
    }

    PredicateEvaluator build(Expression expression) {
        int column = values.usesDictionaries() ? EvaluatorBuilder.dictionaryColumn(expression) : -1;
        if (column < 0) {
            return expression.accept(this);
        }
        PredicateEvaluator inner = expression.accept(new PredicateBuilder(values.withoutDictionaries(), negated));
        return new DictionaryPredicate(column, EvaluatorBuilder.columnType(expression), inner, values.memory());
    }

    private PredicateEvaluator booleanValue(Expression expression) {
        return new BooleanPredicate(values.build(expression), negated, values.memory());
    }

    @Override
    public PredicateEvaluator visitColumnReference(Expression.ColumnReference expression) {
        return booleanValue(expression);
    }

    @Override
    public PredicateEvaluator visitLiteral(Literal expression) {
        return new ConstantPredicate(expression.value() instanceof Boolean value && value != negated);
    }

    @Override
    public PredicateEvaluator visitCall(Expression.Call expression) {
        return booleanValue(expression);
    }

    @Override
    public PredicateEvaluator visitCase(Expression.Case expression) {
        return booleanValue(expression);
    }

    @Override
    public PredicateEvaluator visitCast(Expression.Cast expression) {
        return booleanValue(expression);
    }

    @Override
    public PredicateEvaluator visitComparison(Expression.Comparison comparison) {
        ExpressionEvaluator left = values.build(comparison.left());
        ExpressionEvaluator right = values.build(comparison.right());
        ComparisonOperator operator = comparison.operator();
        if (operator == ComparisonOperator.IS_DISTINCT || operator == ComparisonOperator.IS_NOT_DISTINCT) {
            boolean wantsSame = (operator == ComparisonOperator.IS_NOT_DISTINCT) != negated;
            return new DistinctPredicate(left, right, wantsSame);
        }
        int every = SelectPair.LESS | SelectPair.EQUAL | SelectPair.GREATER;
        int accept = ComparisonPredicate.accept(operator);
        return new ComparisonPredicate(left, right, comparison, negated ? every ^ accept : accept, values.memory());
    }

    @Override
    public PredicateEvaluator visitAnd(Expression.And and) {
        return negated ? anyOf(and.arguments()) : allOf(and.arguments());
    }

    @Override
    public PredicateEvaluator visitOr(Expression.Or or) {
        return negated ? allOf(or.arguments()) : anyOf(or.arguments());
    }

    private PredicateEvaluator anyOf(List<Expression> arguments) {
        return new OrPredicate(buildAll(arguments).toArray(new PredicateEvaluator[0]));
    }

    private PredicateEvaluator allOf(List<Expression> arguments) {
        List<Expression> conjuncts = new ArrayList<>();
        for (Expression argument : arguments) {
            if (!negated && argument instanceof Expression.And nested) {
                conjuncts.addAll(nested.arguments());
            } else {
                conjuncts.add(argument);
            }
        }
        List<PredicateEvaluator> built = new ArrayList<>();
        List<Boolean> fixed = new ArrayList<>();
        if (!negated) {
            for (ColumnRange range : ColumnRange.extract(conjuncts)) {
                PredicateEvaluator inner = new RangePredicate(range, values.memory());
                built.add(
                        values.usesDictionaries()
                                ? new DictionaryPredicate(range.column(), range.type(), inner, values.memory())
                                : inner);
                fixed.add(false);
            }
        }
        for (Expression conjunct : conjuncts) {
            fixed.add(ExpressionTraits.canFail(conjunct));
        }
        built.addAll(buildAll(conjuncts));
        if (built.size() == 1) {
            return built.get(0);
        }
        boolean[] isFixed = new boolean[built.size()];
        for (int i = 0; i < isFixed.length; i++) {
            isFixed[i] = fixed.get(i);
        }
        return new AndPredicate(built.toArray(new PredicateEvaluator[0]), isFixed);
    }

    private List<PredicateEvaluator> buildAll(List<Expression> arguments) {
        List<PredicateEvaluator> built = new ArrayList<>(arguments.size());
        try {
            for (Expression argument : arguments) {
                built.add(build(argument));
            }
        } catch (RuntimeException e) {
            built.forEach(PredicateEvaluator::close);
            throw e;
        }
        return built;
    }

    @Override
    public PredicateEvaluator visitNot(Expression.Not not) {
        return new PredicateBuilder(values, !negated).build(not.argument());
    }

    @Override
    public PredicateEvaluator visitIsNull(Expression.IsNull expression) {
        return new NullPredicate(values.build(expression.argument()), !negated);
    }

    @Override
    public PredicateEvaluator visitInList(Expression.InList in) {
        List<Literal> known =
                in.values().stream().filter(value -> value.value() != null).toList();
        if (known.isEmpty() && in.values().isEmpty()) {
            return new ConstantPredicate(negated);
        }
        // x NOT IN (..., NULL) is never true: unequal to NULL is unknown.
        if (known.isEmpty() || negated && known.size() < in.values().size()) {
            return new ConstantPredicate(false);
        }
        return new InPredicate(values.build(in.argument()), in.argument().type(), known, negated, values.memory());
    }
}
