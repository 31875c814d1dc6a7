package io.thresher.planner.translation;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import java.util.List;

/** Puts expressions in the places of column references: {@code replacements[i]} for column i. */
final class Substitution implements ExpressionVisitor<Expression> {
    private final List<Expression> replacements;

    Substitution(List<Expression> replacements) {
        this.replacements = replacements;
    }

    private List<Expression> all(List<Expression> expressions) {
        return expressions.stream().map(e -> e.accept(this)).toList();
    }

    @Override
    public Expression visitColumnReference(Expression.ColumnReference expression) {
        return replacements.get(expression.index());
    }

    @Override
    public Expression visitLiteral(Expression.Literal expression) {
        return expression;
    }

    @Override
    public Expression visitCall(Expression.Call expression) {
        return new Expression.Call(expression.function(), all(expression.arguments()), expression.type());
    }

    @Override
    public Expression visitComparison(Expression.Comparison expression) {
        return new Expression.Comparison(
                expression.operator(),
                expression.left().accept(this),
                expression.right().accept(this));
    }

    @Override
    public Expression visitAnd(Expression.And expression) {
        return new Expression.And(all(expression.arguments()));
    }

    @Override
    public Expression visitOr(Expression.Or expression) {
        return new Expression.Or(all(expression.arguments()));
    }

    @Override
    public Expression visitNot(Expression.Not expression) {
        return new Expression.Not(expression.argument().accept(this));
    }

    @Override
    public Expression visitIsNull(Expression.IsNull expression) {
        return new Expression.IsNull(expression.argument().accept(this));
    }

    @Override
    public Expression visitInList(Expression.InList expression) {
        return new Expression.InList(expression.argument().accept(this), expression.values());
    }

    @Override
    public Expression visitCase(Expression.Case expression) {
        return new Expression.Case(
                all(expression.conditions()),
                all(expression.results()),
                expression.otherwise().accept(this),
                expression.type());
    }

    @Override
    public Expression visitCast(Expression.Cast expression) {
        return new Expression.Cast(expression.argument().accept(this), expression.type(), expression.safe());
    }
}
