package io.thresher.execution.expression;

/** One method for each kind of expression, so that the compiler lists the places to change when one is added. */
public interface ExpressionVisitor<R> {
    R visitColumnReference(Expression.ColumnReference expression);

    R visitLiteral(Expression.Literal expression);

    R visitCall(Expression.Call expression);

    R visitComparison(Expression.Comparison expression);

    R visitAnd(Expression.And expression);

    R visitOr(Expression.Or expression);

    R visitNot(Expression.Not expression);

    R visitIsNull(Expression.IsNull expression);

    R visitInList(Expression.InList expression);

    R visitCase(Expression.Case expression);

    R visitCast(Expression.Cast expression);
}
