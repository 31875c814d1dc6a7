package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.catalog.DataTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;

/** Calcite's row expressions as ours: canonical function names, every conversion of types spelled out. */
public final class ExpressionTranslator {
    private static final int MAX_DEPTH = 2000;

    private final IntUnaryOperator positions;
    private final List<DataType> inputTypes;
    private final FunctionTranslator functions = new FunctionTranslator(this);
    private int depth;

    /**
     * Translates over an input whose column {@code positions(i)} is what the expressions call column i; {@code
     * inputTypes} are the types of the input's columns.
     */
    public ExpressionTranslator(IntUnaryOperator positions, List<DataType> inputTypes) {
        this.positions = positions;
        this.inputTypes = inputTypes;
    }

    /**
     * Translates one expression.
     *
     * @throws EngineException NOT_SUPPORTED for what the executor does not have
     */
    public Expression translate(RexNode node) {
        if (++depth > MAX_DEPTH) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Expression is nested too deeply; split it up, levels allowed: " + MAX_DEPTH);
        }
        Expression result = translateNode(node);
        depth--;
        return result;
    }

    private Expression translateNode(RexNode node) {
        if (node instanceof RexInputRef) {
            int column = positions.applyAsInt(((RexInputRef) node).getIndex());
            return new Expression.ColumnReference(column, inputTypes.get(column));
        }
        if (node instanceof RexLiteral) {
            return LiteralTranslator.translate((RexLiteral) node);
        }
        if (node instanceof RexCall && !(node instanceof org.apache.calcite.rex.RexOver)) {
            return call((RexCall) node);
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "Expression is not supported here: " + node);
    }

    /** Translates and converts to a type. */
    Expression translate(RexNode node, DataType type) {
        return Casts.cast(translate(node), type);
    }

    List<Expression> translate(List<RexNode> nodes) {
        List<Expression> result = new ArrayList<>();
        for (RexNode node : nodes) {
            result.add(translate(node));
        }
        return result;
    }

    private Expression call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case EQUALS -> comparison(ComparisonOperator.EQUAL, operands);
            case NOT_EQUALS -> comparison(ComparisonOperator.NOT_EQUAL, operands);
            case LESS_THAN -> comparison(ComparisonOperator.LESS, operands);
            case LESS_THAN_OR_EQUAL -> comparison(ComparisonOperator.LESS_OR_EQUAL, operands);
            case GREATER_THAN -> comparison(ComparisonOperator.GREATER, operands);
            case GREATER_THAN_OR_EQUAL -> comparison(ComparisonOperator.GREATER_OR_EQUAL, operands);
            case IS_DISTINCT_FROM -> comparison(ComparisonOperator.IS_DISTINCT, operands);
            case IS_NOT_DISTINCT_FROM -> comparison(ComparisonOperator.IS_NOT_DISTINCT, operands);
            case AND -> new Expression.And(booleans(operands));
            case OR -> new Expression.Or(booleans(operands));
            case NOT -> new Expression.Not(translate(operands.get(0), DataType.BOOLEAN));
            case IS_NULL, IS_UNKNOWN -> new Expression.IsNull(translate(operands.get(0)));
            case IS_NOT_NULL -> new Expression.Not(new Expression.IsNull(translate(operands.get(0))));
            case IS_TRUE -> truth(translate(operands.get(0)), true, false);
            case IS_NOT_TRUE -> truth(translate(operands.get(0)), false, true);
            case IS_FALSE -> truth(new Expression.Not(translate(operands.get(0))), true, false);
            case IS_NOT_FALSE -> truth(new Expression.Not(translate(operands.get(0))), false, true);
            case SEARCH -> search(operands);
            case CASE -> caseOf(call);
            case COALESCE -> coalesce(call);
            case CAST, SAFE_CAST -> cast(call);
            case REINTERPRET -> translate(operands.get(0), DataTypes.fromCalcite(call.getType()));
            default -> functions.translate(call);
        };
    }

    private List<Expression> booleans(List<RexNode> operands) {
        List<Expression> result = new ArrayList<>();
        for (RexNode operand : operands) {
            result.add(translate(operand, DataType.BOOLEAN));
        }
        return result;
    }

    private Expression comparison(ComparisonOperator operator, List<RexNode> operands) {
        Expression left = translate(operands.get(0));
        Expression right = translate(operands.get(1));
        return compare(operator, left, right);
    }

    /** A comparison in the type both sides can be converted to. */
    static Expression compare(ComparisonOperator operator, Expression left, Expression right) {
        Expression bounded = LiteralBounds.compare(operator, left, right);
        if (bounded != null) {
            return bounded;
        }
        DataType type = comparisonType(left, right);
        return new Expression.Comparison(operator, Casts.cast(left, type), Casts.cast(right, type));
    }

    /** The common type, but a column's own one where the literal beside it fits that. */
    private static DataType comparisonType(Expression left, Expression right) {
        if (right instanceof Expression.Literal && fits((Expression.Literal) right, left.type())) {
            return left.type();
        }
        if (left instanceof Expression.Literal && fits((Expression.Literal) left, right.type())) {
            return right.type();
        }
        return Casts.common(left.type(), right.type());
    }

    private static boolean fits(Expression.Literal literal, DataType type) {
        return Casts.isNumeric(literal.type())
                && Casts.isNumeric(type)
                && !Casts.isApproximate(literal.type())
                && type.kind() != TypeKind.REAL
                && Casts.castLiteral(literal, type) != null;
    }

    private static Expression truth(Expression condition, boolean whenTrue, boolean otherwise) {
        return new Expression.Case(
                List.of(condition), List.of(literal(whenTrue)), literal(otherwise), DataType.BOOLEAN);
    }

    private static Expression.Literal literal(boolean value) {
        return new Expression.Literal(value, DataType.BOOLEAN);
    }

    private Expression search(List<RexNode> operands) {
        Expression argument = translate(operands.get(0));
        RexLiteral literal = (RexLiteral) operands.get(1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg == null) {
            throw new IllegalStateException("SEARCH without argument: " + operands);
        }
        if (sarg.isAll()) {
            return nullOr(argument, sarg, true);
        }
        if (sarg.isNone()) {
            return nullOr(argument, sarg, false);
        }
        DataType type = Casts.common(argument.type(), DataTypes.fromCalcite(literal.getType()));
        return new SargTranslator(argument, literal.getType(), type).translate(sarg);
    }

    /** The value of a search that every, or no, value passes; NULL is what the argument says. */
    private static Expression nullOr(Expression argument, Sarg<?> sarg, boolean value) {
        return switch (sarg.nullAs) {
            case TRUE -> value ? literal(true) : new Expression.IsNull(argument);
            case FALSE -> value ? new Expression.Not(new Expression.IsNull(argument)) : literal(false);
            case UNKNOWN ->
                new Expression.Case(
                        List.of(new Expression.IsNull(argument)),
                        List.of(new Expression.Literal(null, DataType.BOOLEAN)),
                        literal(value),
                        DataType.BOOLEAN);
        };
    }

    private Expression caseOf(RexCall call) {
        DataType type = DataTypes.fromCalcite(call.getType());
        List<RexNode> operands = call.getOperands();
        List<Expression> conditions = new ArrayList<>();
        List<Expression> results = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            conditions.add(translate(operands.get(i), DataType.BOOLEAN));
            results.add(translate(operands.get(i + 1), type));
        }
        Expression otherwise = translate(operands.get(operands.size() - 1), type);
        return new Expression.Case(conditions, results, otherwise, type);
    }

    private Expression coalesce(RexCall call) {
        DataType type = DataTypes.fromCalcite(call.getType());
        List<Expression> conditions = new ArrayList<>();
        List<Expression> results = new ArrayList<>();
        int last = call.getOperands().size() - 1;
        for (RexNode operand : call.getOperands().subList(0, last)) {
            Expression value = translate(operand);
            conditions.add(new Expression.Not(new Expression.IsNull(value)));
            results.add(Casts.cast(value, type));
        }
        return new Expression.Case(
                conditions, results, translate(call.getOperands().get(last), type), type);
    }

    private Expression cast(RexCall call) {
        Expression argument = translate(call.getOperands().get(0));
        DataType type = DataTypes.fromCalcite(call.getType());
        boolean safe = call.getKind() == SqlKind.SAFE_CAST;
        if (argument.type().equals(type) || (argument.type().isText() && Casts.isWidening(argument.type(), type))) {
            return argument;
        }
        if (argument.type().kind() == TypeKind.NULL && argument instanceof Expression.Literal) {
            return new Expression.Literal(null, type);
        }
        if (argument instanceof Expression.Literal) {
            Expression.Literal literal = Casts.castLiteral((Expression.Literal) argument, type);
            if (literal != null) {
                return literal;
            }
        }
        return new Expression.Cast(argument, type, safe);
    }
}
