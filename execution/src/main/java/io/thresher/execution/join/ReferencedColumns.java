package io.thresher.execution.join;

import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionVisitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Marks the input columns that an expression reads. */
final class ReferencedColumns implements ExpressionVisitor<@Nullable Void> {
    private final boolean[] marks;

    private ReferencedColumns(boolean[] marks) {
        this.marks = marks;
    }

    /** Sets {@code marks} of the columns that {@code expression} reads. */
    static void mark(Expression expression, boolean[] marks) {
        expression.accept(new ReferencedColumns(marks));
    }

    private @Nullable Void visitAll(List<? extends Expression> expressions) {
        expressions.forEach(expression -> expression.accept(this));
        return null;
    }

    @Override
    public @Nullable Void visitColumnReference(Expression.ColumnReference expression) {
        marks[expression.index()] = true;
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(Expression.Literal expression) {
        return null;
    }

    @Override
    public @Nullable Void visitCall(Expression.Call expression) {
        return visitAll(expression.arguments());
    }

    @Override
    public @Nullable Void visitComparison(Expression.Comparison expression) {
        return visitAll(List.of(expression.left(), expression.right()));
    }

    @Override
    public @Nullable Void visitAnd(Expression.And expression) {
        return visitAll(expression.arguments());
    }

    @Override
    public @Nullable Void visitOr(Expression.Or expression) {
        return visitAll(expression.arguments());
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
        visitAll(expression.conditions());
        visitAll(expression.results());
        return expression.otherwise().accept(this);
    }

    @Override
    public @Nullable Void visitCast(Expression.Cast expression) {
        return expression.argument().accept(this);
    }
}
