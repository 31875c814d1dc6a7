package io.thresher.execution.expression.evaluation;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.ExpressionVisitor;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionContext;
import io.thresher.execution.function.NullRule;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.cast.Casts;
import io.thresher.execution.function.scalar.ScalarFunctions;
import io.thresher.memory.QueryMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the evaluator of each node of a normalised expression. */
final class EvaluatorBuilder implements ExpressionVisitor<ExpressionEvaluator> {
    private final EvaluationContext context;
    private final FunctionContext functionContext;
    private final boolean useDictionaries;

    EvaluatorBuilder(EvaluationContext context, boolean useDictionaries) {
        this.context = context;
        this.functionContext = new FunctionContext(
                context.queryStart(), context.timeZone(), context.user(), context.schema(), context.stopCheck());
        this.useDictionaries = useDictionaries;
    }

    QueryMemory memory() {
        return context.memory();
    }

    boolean usesDictionaries() {
        return useDictionaries;
    }

    /** This builder, for what is evaluated over the dictionary itself. */
    EvaluatorBuilder withoutDictionaries() {
        return new EvaluatorBuilder(context, false);
    }

    ExpressionEvaluator build(Expression expression) {
        int column = useDictionaries ? dictionaryColumn(expression) : -1;
        if (column < 0) {
            return expression.accept(this);
        }
        ExpressionEvaluator inner = expression.accept(withoutDictionaries());
        return new DictionaryEvaluator(column, columnType(expression), inner, expression, context);
    }

    /** The one column that a deterministic expression reads, or -1 if there is not one, or nothing to compute. */
    static int dictionaryColumn(Expression expression) {
        if (expression instanceof Expression.ColumnReference || expression instanceof Expression.Literal) {
            return -1;
        }
        Set<Integer> columns = ExpressionTraits.columns(expression);
        return columns.size() == 1 && ExpressionTraits.isDeterministic(expression)
                ? columns.iterator().next()
                : -1;
    }

    /** The type of the one column that an expression reads. */
    static DataType columnType(Expression expression) {
        return ExpressionTraits.anyColumn(expression).type();
    }

    private ExpressionEvaluator[] buildAll(List<Expression> expressions) {
        List<ExpressionEvaluator> built = new ArrayList<>(expressions.size());
        try {
            for (Expression expression : expressions) {
                built.add(build(expression));
            }
        } catch (RuntimeException e) {
            built.forEach(ExpressionEvaluator::close);
            throw e;
        }
        return built.toArray(new ExpressionEvaluator[0]);
    }

    @Override
    public ExpressionEvaluator visitColumnReference(Expression.ColumnReference expression) {
        return new ColumnEvaluator(expression.index());
    }

    @Override
    public ExpressionEvaluator visitLiteral(Expression.Literal expression) {
        return new ConstantEvaluator(expression, memory());
    }

    @Override
    public ExpressionEvaluator visitCall(Expression.Call call) {
        ScalarFunction function = ScalarFunctions.registry().scalar(call.function());
        List<DataType> types = call.arguments().stream().map(Expression::type).toList();
        ScalarFunction.Overload overload = function.resolve(types);
        List<DataType> taken = new ArrayList<>(types);
        List<@Nullable Object> constants = constants(call.arguments());
        ExpressionEvaluator[] arguments = buildAll(call.arguments());
        for (int i = 0; i < arguments.length; i++) {
            DataType wanted = overload.signature().argumentType(i, types.get(i));
            if (Normalizer.isFloored(types.get(i), wanted)) {
                arguments[i] = floored(arguments[i], types.get(i), wanted);
                taken.set(i, wanted);
                constants.set(i, null);
            }
        }
        FunctionBinding binding = new FunctionBinding(taken, call.type(), constants, functionContext);
        return new CallEvaluator(
                arguments,
                taken.toArray(new DataType[0]),
                overload.binder().bind(binding),
                overload.nullRule(),
                function.deterministic(),
                call.type(),
                context);
    }

    /** A timestamp's nanos as the micros they lie in. */
    private ExpressionEvaluator floored(ExpressionEvaluator argument, DataType nanos, DataType micros) {
        return new CallEvaluator(
                new ExpressionEvaluator[] {argument},
                new DataType[] {nanos},
                input -> {
                    for (int i = 0; i < input.count(); i++) {
                        int row = input.row(i);
                        input.putLong(row, Math.floorDiv(input.longAt(0, row), 1000L));
                    }
                },
                NullRule.STRICT,
                true,
                micros,
                context);
    }

    private static List<@Nullable Object> constants(List<Expression> arguments) {
        List<@Nullable Object> constants = new ArrayList<>();
        for (Expression argument : arguments) {
            constants.add(argument instanceof Expression.Literal literal ? literal.value() : null);
        }
        return constants;
    }

    @Override
    public ExpressionEvaluator visitComparison(Expression.Comparison expression) {
        return condition(expression);
    }

    @Override
    public ExpressionEvaluator visitAnd(Expression.And expression) {
        return condition(expression);
    }

    @Override
    public ExpressionEvaluator visitOr(Expression.Or expression) {
        return condition(expression);
    }

    @Override
    public ExpressionEvaluator visitNot(Expression.Not expression) {
        return condition(expression);
    }

    @Override
    public ExpressionEvaluator visitIsNull(Expression.IsNull expression) {
        return condition(expression);
    }

    @Override
    public ExpressionEvaluator visitInList(Expression.InList expression) {
        return condition(expression);
    }

    private ExpressionEvaluator condition(Expression expression) {
        int @Nullable [] nullSources = ExpressionTraits.isNullOnlyByColumns(expression)
                ? ExpressionTraits.columns(expression).stream()
                        .mapToInt(Integer::intValue)
                        .toArray()
                : null;
        PredicateEvaluator isTrue = new PredicateBuilder(this, false).build(expression);
        PredicateEvaluator isFalse = new PredicateBuilder(this, true).build(expression);
        return new BooleanEvaluator(isTrue, isFalse, nullSources, memory());
    }

    @Override
    public ExpressionEvaluator visitCase(Expression.Case expression) {
        PredicateEvaluator[] conditions =
                new PredicateEvaluator[expression.conditions().size()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = new PredicateBuilder(this, false)
                    .build(expression.conditions().get(i));
        }
        return new CaseEvaluator(
                conditions, buildAll(expression.results()), build(expression.otherwise()), expression.type(), memory());
    }

    @Override
    public ExpressionEvaluator visitCast(Expression.Cast cast) {
        DataType from = cast.argument().type();
        if (Casts.isIdentity(from, cast.type())) {
            return build(cast.argument());
        }
        FunctionBinding binding =
                new FunctionBinding(List.of(from), cast.type(), Collections.singletonList(null), functionContext);
        Casts.Conversion conversion = Casts.bind(binding, cast.safe());
        return new CallEvaluator(
                new ExpressionEvaluator[] {build(cast.argument())},
                new DataType[] {from},
                conversion.kernel(),
                conversion.nullRule(),
                true,
                cast.type(),
                context);
    }
}
