package io.thresher.execution.pipeline;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import java.util.List;
import java.util.TreeSet;

/** Collects the input columns that an expression reads. */
final class ReferencedColumns implements ExpressionVisitor<ReferencedColumns> {
    private final TreeSet<Integer> columns = new TreeSet<>();

    private ReferencedColumns() {}

    static List<Integer> of(Expression expression) {
        ReferencedColumns collector = new ReferencedColumns();
        expression.accept(collector);
        return List.copyOf(collector.columns);
    }

    private ReferencedColumns all(List<? extends Expression> expressions) {
        expressions.forEach(expression -> expression.accept(this));
        return this;
    }

    @Override
    public ReferencedColumns visitColumnReference(Expression.ColumnReference expression) {
        columns.add(expression.index());
        return this;
    }

    @Override
    public ReferencedColumns visitLiteral(Expression.Literal expression) {
        return this;
    }

    @Override
    public ReferencedColumns visitCall(Expression.Call expression) {
        return all(expression.arguments());
    }

    @Override
    public ReferencedColumns visitComparison(Expression.Comparison expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public ReferencedColumns visitAnd(Expression.And expression) {
        return all(expression.arguments());
    }

    @Override
    public ReferencedColumns visitOr(Expression.Or expression) {
        return all(expression.arguments());
    }

    @Override
    public ReferencedColumns visitNot(Expression.Not expression) {
        return expression.argument().accept(this);
    }

    @Override
    public ReferencedColumns visitIsNull(Expression.IsNull expression) {
        return expression.argument().accept(this);
    }

    @Override
    public ReferencedColumns visitInList(Expression.InList expression) {
        return expression.argument().accept(this);
    }

    @Override
    public ReferencedColumns visitCase(Expression.Case expression) {
        all(expression.conditions());
        all(expression.results());
        return expression.otherwise().accept(this);
    }

    @Override
    public ReferencedColumns visitCast(Expression.Cast expression) {
        return expression.argument().accept(this);
    }
}
