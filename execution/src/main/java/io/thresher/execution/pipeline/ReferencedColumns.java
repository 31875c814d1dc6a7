package io.thresher.execution.pipeline;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the input columns that an expression reads. */
final class ReferencedColumns implements ExpressionVisitor<@Nullable Void> {
    private final TreeSet<Integer> columns = new TreeSet<>();

    private ReferencedColumns() {}

    static List<Integer> of(Expression expression) {
        ReferencedColumns collector = new ReferencedColumns();
        expression.accept(collector);
        return List.copyOf(collector.columns);
    }

    private @Nullable Void all(List<? extends Expression> expressions) {
        expressions.forEach(expression -> expression.accept(this));
        return null;
    }

    @Override
    public @Nullable Void visitColumnReference(Expression.ColumnReference expression) {
        columns.add(expression.index());
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(Expression.Literal expression) {
        return null;
    }

    @Override
    public @Nullable Void visitCall(Expression.Call expression) {
        return all(expression.arguments());
    }

    @Override
    public @Nullable Void visitComparison(Expression.Comparison expression) {
        return all(List.of(expression.left(), expression.right()));
    }

    @Override
    public @Nullable Void visitAnd(Expression.And expression) {
        return all(expression.arguments());
    }

    @Override
    public @Nullable Void visitOr(Expression.Or expression) {
        return all(expression.arguments());
    }

    @Override
    public @Nullable Void visitNot(Expression.Not expression) {
        return expression.argument().accept(this);
    }

    @Override
    public @Nullable Void visitIsNull(Expression.IsNull expression) {
        return expression.argument().accept(this);
    }

    @Override
    public @Nullable Void visitInList(Expression.InList expression) {
        return expression.argument().accept(this);
    }

    @Override
    public @Nullable Void visitCase(Expression.Case expression) {
        all(expression.conditions());
        all(expression.results());
        return expression.otherwise().accept(this);
    }

    @Override
    public @Nullable Void visitCast(Expression.Cast expression) {
        return expression.argument().accept(this);
    }
}
