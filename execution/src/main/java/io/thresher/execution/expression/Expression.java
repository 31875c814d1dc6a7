package io.thresher.execution.expression;

import io.thresher.batch.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression over the columns of one input. Immutable, made by the planner with all casts explicit: the
 * arguments of a comparison, IN, CASE result and COALESCE have one type (decimals: the same precision and scale; text
 * types of any length count as one).
 */
public sealed interface Expression {
    /** Type of the value. */
    DataType type();

    <R> R accept(ExpressionVisitor<R> visitor);

    /** Column {@code index} of the input. */
    record ColumnReference(int index, DataType type) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitColumnReference(this);
        }
    }

    /**
     * A constant; {@code value} is null for SQL NULL, else Boolean, Long (INT32 and INT64 physical types, short decimals
     * unscaled), BigInteger (INT128, unscaled), Double (REAL, DOUBLE), String (text) or byte[] (VARBINARY).
     */
    record Literal(@Nullable Object value, DataType type) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitLiteral(this);
        }
    }

    /** A function of the FunctionRegistry, by its canonical name; arithmetic is "add", "subtract" ... */
    record Call(String function, List<Expression> arguments, DataType type) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /** {@code left operator right}; NULL if a side is, but for the IS [NOT] DISTINCT operators. */
    record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitComparison(this);
        }
    }

    /** Three-valued AND of two or more. An error in a later argument is not raised for rows an earlier one decides. */
    record And(List<Expression> arguments) implements Expression {
        public And {
            arguments = List.copyOf(arguments);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitAnd(this);
        }
    }

    /** Three-valued OR of two or more. */
    record Or(List<Expression> arguments) implements Expression {
        public Or {
            arguments = List.copyOf(arguments);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitOr(this);
        }
    }

    /** Three-valued NOT. */
    record Not(Expression argument) implements Expression {
        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitNot(this);
        }
    }

    /** IS NULL; never NULL itself. */
    record IsNull(Expression argument) implements Expression {
        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitIsNull(this);
        }
    }

    /** {@code argument IN (values)} with SQL's NULL logic; {@code values} are of the argument's type. */
    record InList(Expression argument, List<Literal> values) implements Expression {
        public InList {
            values = List.copyOf(values);
        }

        @Override
        public DataType type() {
            return DataType.BOOLEAN;
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitInList(this);
        }
    }

    /**
     * Searched CASE: the value of the first branch whose condition is true, else {@code otherwise}. A branch is only
     * evaluated for the rows that reach it. COALESCE and NULLIF come as this too.
     */
    record Case(List<Expression> conditions, List<Expression> results, Expression otherwise, DataType type)
            implements Expression {
        public Case {
            conditions = List.copyOf(conditions);
            results = List.copyOf(results);
        }

        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitCase(this);
        }
    }

    /** Conversion to {@code type}; errors are INVALID_CAST, NUMERIC_OUT_OF_RANGE, INVALID_DATETIME, or NULL if {@code safe}. */
    record Cast(Expression argument, DataType type, boolean safe) implements Expression {
        @Override
        public <R> R accept(ExpressionVisitor<R> visitor) {
            return visitor.visitCast(this);
        }
    }
}
