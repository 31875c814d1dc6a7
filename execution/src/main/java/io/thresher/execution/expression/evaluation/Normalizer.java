package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.ExpressionVisitor;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.cast.Casts;
import io.thresher.execution.function.scalar.ScalarFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites an expression to the form that evaluators take: arguments converted to what the function's overload takes,
 * compared values of one type, and sub-expressions without columns computed. One that fails is left, so that the error
 * is only raised if a row needs it.
 */
final class Normalizer implements ExpressionVisitor<Expression> {
    private final EvaluationContext context;

    Normalizer(EvaluationContext context) {
        this.context = context;
    }

    Expression normalize(Expression expression) {
        return expression.accept(this);
    }

    private List<Expression> normalizeAll(List<? extends Expression> expressions) {
        List<Expression> normal = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            normal.add(normalize(expression));
        }
        return normal;
    }

    /** The value of an expression over literals, as a literal; itself if that fails. */
    private Expression fold(Expression expression, List<Expression> inputs) {
        for (Expression input : inputs) {
            if (!(input instanceof Expression.Literal)) {
                return expression;
            }
        }
        try (ExpressionEvaluator evaluator = new EvaluatorBuilder(context, false).build(expression)) {
            Column value = evaluator.evaluate(new ColumnBatch(new Column[0], 1), null, 1);
            return new Expression.Literal(Constants.value(value, 0), expression.type());
        } catch (EngineException e) {
            if (ExpressionTraits.isDataError(e.code())) {
                return expression;
            }
            throw e;
        }
    }

    /** An expression converted to {@code type} if it is not of that form already. */
    Expression convert(Expression expression, DataType type) {
        if (Casts.isIdentity(expression.type(), type)) {
            return expression;
        }
        Expression cast = new Expression.Cast(expression, type, false);
        return expression instanceof Expression.Literal ? visitCast((Expression.Cast) cast) : cast;
    }

    @Override
    public Expression visitColumnReference(Expression.ColumnReference expression) {
        return expression;
    }

    @Override
    public Expression visitLiteral(Expression.Literal expression) {
        return expression;
    }

    @Override
    public Expression visitCall(Expression.Call call) {
        if (call.function().equals("ilike")) {
            return visitCall(ignoringCase(call));
        }
        ScalarFunction function = ScalarFunctions.registry().scalar(call.function());
        List<Expression> arguments = ArithmeticTypes.adapt(this, call, normalizeAll(call.arguments()));
        ScalarFunction.Overload overload =
                function.resolve(arguments.stream().map(Expression::type).toList());
        for (int i = 0; i < arguments.size(); i++) {
            DataType type = arguments.get(i).type();
            DataType wanted = overload.signature().argumentType(i, type);
            if (!wanted.equals(type) && !isFloored(type, wanted)) {
                arguments.set(i, convert(arguments.get(i), wanted));
            }
        }
        DataType computed = overload.signature().resultType(ArithmeticTypes.resultType(call, arguments));
        Expression.Call normal = new Expression.Call(call.function(), arguments, computed);
        Expression folded = function.deterministic() ? fold(normal, arguments) : normal;
        return convert(folded, call.type());
    }

    /** Whether an argument's nanos are cut to micros by the call itself: a cast would round them into the next second. */
    static boolean isFloored(DataType type, DataType wanted) {
        return type.isNanos() && type.kind() == wanted.kind();
    }

    private static Expression.Call ignoringCase(Expression.Call ilike) {
        List<Expression> arguments = new ArrayList<>(ilike.arguments());
        for (int i = 0; i < 2; i++) {
            arguments.set(i, new Expression.Call("lower", List.of(arguments.get(i)), DataType.VARCHAR));
        }
        return new Expression.Call("like", arguments, ilike.type());
    }

    @Override
    public Expression visitComparison(Expression.Comparison comparison) {
        Expression left = normalize(comparison.left());
        Expression right = normalize(comparison.right());
        DataType common = common(left.type(), right.type());
        left = convertToCompare(left, common);
        right = convertToCompare(right, common);
        return fold(new Expression.Comparison(comparison.operator(), left, right), List.of(left, right));
    }

    private Expression convertToCompare(Expression expression, DataType common) {
        return comparable(expression.type(), common) ? expression : convert(expression, common);
    }

    /** Whether values of the two types compare as they lie in memory. */
    private static boolean comparable(DataType type, DataType other) {
        if (type.isText() && other.isText()) {
            return true;
        }
        if (type.physicalType() != other.physicalType() || type.isNanos() != other.isNanos()) {
            return false;
        }
        boolean decimals = type.kind() == TypeKind.DECIMAL && other.kind() == TypeKind.DECIMAL;
        boolean numbers = Casts.isIdentity(type, other) || Casts.isIdentity(other, type);
        return decimals ? type.scale() == other.scale() : numbers;
    }

    private static DataType common(DataType left, DataType right) {
        if (comparable(left, right) || right.kind() == TypeKind.NULL) {
            return left;
        }
        if (left.kind() == TypeKind.NULL) {
            return right;
        }
        return ArithmeticTypes.common(left, right);
    }

    @Override
    public Expression visitAnd(Expression.And and) {
        List<Expression> arguments = normalizeAll(and.arguments());
        return fold(new Expression.And(arguments), arguments);
    }

    @Override
    public Expression visitOr(Expression.Or or) {
        List<Expression> arguments = normalizeAll(or.arguments());
        return fold(new Expression.Or(arguments), arguments);
    }

    @Override
    public Expression visitNot(Expression.Not not) {
        Expression argument = normalize(not.argument());
        return fold(new Expression.Not(argument), List.of(argument));
    }

    @Override
    public Expression visitIsNull(Expression.IsNull isNull) {
        Expression argument = normalize(isNull.argument());
        return fold(new Expression.IsNull(argument), List.of(argument));
    }

    @Override
    public Expression visitInList(Expression.InList in) {
        Expression argument = normalize(in.argument());
        DataType common = argument.type();
        for (Expression.Literal value : in.values()) {
            common = common(common, value.type());
        }
        List<Expression.Literal> values = new ArrayList<>(in.values().size());
        for (Expression.Literal value : in.values()) {
            Expression converted = convertToCompare(value, common);
            if (!(converted instanceof Expression.Literal literal)) {
                return normalize(asComparisons(in));
            }
            values.add(literal);
        }
        Expression converted = convertToCompare(argument, common);
        return fold(new Expression.InList(converted, values), List.of(converted));
    }

    /** For a list with a value that does not convert: its error belongs to the rows that reach it. */
    private static Expression asComparisons(Expression.InList in) {
        List<Expression> comparisons = new ArrayList<>();
        for (Expression.Literal value : in.values()) {
            comparisons.add(new Expression.Comparison(ComparisonOperator.EQUAL, in.argument(), value));
        }
        return comparisons.size() == 1 ? comparisons.get(0) : new Expression.Or(comparisons);
    }

    @Override
    public Expression visitCase(Expression.Case expression) {
        List<Expression> conditions = normalizeAll(expression.conditions());
        List<Expression> results = new ArrayList<>();
        for (Expression result : expression.results()) {
            results.add(branch(normalize(result), expression.type()));
        }
        Expression otherwise = branch(normalize(expression.otherwise()), expression.type());
        List<Expression> inputs = new ArrayList<>(conditions);
        inputs.addAll(results);
        inputs.add(otherwise);
        return fold(new Expression.Case(conditions, results, otherwise, expression.type()), inputs);
    }

    private Expression branch(Expression result, DataType type) {
        boolean asItIs = result.type().physicalType() == PhysicalType.VIEW
                && type.physicalType() == PhysicalType.VIEW
                && result.type().isText() == type.isText();
        return asItIs ? result : convert(result, type);
    }

    @Override
    public Expression visitCast(Expression.Cast cast) {
        Expression argument = normalize(cast.argument());
        if (argument instanceof Expression.Literal literal && literal.value() == null) {
            return new Expression.Literal(null, cast.type());
        }
        Expression normal = new Expression.Cast(argument, cast.type(), cast.safe());
        return fold(normal, List.of(argument));
    }
}
