package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowNode;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.catalog.EngineAggregates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Projections with window functions: one node computes arguments and keys, one window node for each different PARTITION BY
 * and ORDER BY follows, then a projection puts the results into the expressions around them.
 */
final class WindowTranslator {
    private final PlanTranslator plans;

    WindowTranslator(PlanTranslator plans) {
        this.plans = plans;
    }

    /** Windows that can be computed in one node. */
    private record Order(List<Integer> partitionKeys, List<SortKey> orderKeys) {}

    Translated translate(Project project, ImmutableBitSet required) {
        List<RexNode> wanted = new ArrayList<>();
        for (int column : required) {
            wanted.add(project.getProjects().get(column).accept(new NullSumShuttle()));
        }
        Translated input =
                plans.translate(project.getInput(), RelOptUtil.InputFinder.bits(wanted, null), Long.MAX_VALUE);
        Run run = new Run(input);
        for (RexNode expression : wanted) {
            expression.accept(new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitOver(RexOver over) {
                    run.add(over);
                    return null;
                }
            });
        }
        return run.finish(project, required, wanted);
    }

    /**
     * Calcite spells SUM over a window as {@code CASE WHEN count > 0 THEN sum END}; our sum is NULL over no values by itself.
     */
    private static final class NullSumShuttle extends RexShuttle {
        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (visited.getKind() != SqlKind.CASE
                    || ((RexCall) visited).getOperands().size() != 3) {
                return visited;
            }
            List<RexNode> operands = ((RexCall) visited).getOperands();
            RexNode condition = operands.get(0);
            boolean counted = condition.getKind() == SqlKind.GREATER_THAN
                    && ((RexCall) condition).getOperands().get(0) instanceof RexOver
                    && ((RexOver) ((RexCall) condition).getOperands().get(0))
                                    .getAggOperator()
                                    .getKind()
                            == SqlKind.COUNT;
            RexNode value = operands.get(1).getKind() == SqlKind.CAST
                    ? ((RexCall) operands.get(1)).getOperands().get(0)
                    : operands.get(1);
            boolean sum = value instanceof RexOver
                    && (value.getKind() == SqlKind.SUM || value.getKind() == SqlKind.SUM0)
                    && value.getType().getSqlTypeName() == visited.getType().getSqlTypeName();
            return counted && sum && RexLiteral.isNullLiteral(operands.get(2)) ? value : visited;
        }
    }

    /** One projection's translation. */
    private static final class Run {
        private final Translated input;
        private final ExpressionTranslator expressions;
        private final List<Expression> computed = new ArrayList<>();
        private final Map<Order, List<RexOver>> groups = new LinkedHashMap<>();
        private final Map<RexOver, WindowCall> calls = new LinkedHashMap<>();

        Run(Translated input) {
            this.input = input;
            this.expressions = input.expressions();
        }

        void add(RexOver over) {
            if (calls.containsKey(over)) {
                return;
            }
            RexWindow window = over.getWindow();
            List<Integer> partition = new ArrayList<>();
            for (RexNode key : window.partitionKeys) {
                partition.add(column(expressions.translate(key)));
            }
            List<SortKey> order = new ArrayList<>();
            for (RexFieldCollation key : window.orderKeys) {
                boolean descending = key.getDirection().isDescending();
                boolean nullsFirst = key.right.contains(SqlKind.NULLS_FIRST)
                        || (descending && !key.right.contains(SqlKind.NULLS_LAST));
                order.add(new SortKey(column(expressions.translate(key.left)), descending, nullsFirst));
            }
            groups.computeIfAbsent(new Order(partition, order), o -> new ArrayList<>())
                    .add(over);
            calls.put(over, call(over, window));
        }

        private WindowCall call(RexOver over, RexWindow window) {
            refuseUnsupported(over, window);
            List<Integer> arguments = new ArrayList<>();
            for (RexNode operand : over.getOperands()) {
                arguments.add(column(expressions.translate(operand)));
            }
            return new WindowCall(
                    EngineAggregates.canonicalName(over.getAggOperator()),
                    arguments,
                    frame(window),
                    over.ignoreNulls(),
                    -1,
                    DataTypes.fromCalcite(over.getType()));
        }

        private static void refuseUnsupported(RexOver over, RexWindow window) {
            SqlKind kind = over.getAggOperator().getKind();
            if (over.isDistinct() && kind != SqlKind.MIN && kind != SqlKind.MAX) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "DISTINCT is not supported in window functions; aggregate in a sub-query and join it: "
                                + over.getAggOperator().getName());
            }
            if (window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Window frames with an exclusion are not supported; subtract the row's own value: "
                                + window.getExclude());
            }
        }

        private WindowCall.Frame frame(RexWindow window) {
            return new WindowCall.Frame(
                    window.isRows() ? WindowCall.Unit.ROWS : WindowCall.Unit.RANGE,
                    bound(window.getLowerBound()),
                    bound(window.getUpperBound()));
        }

        private WindowCall.Bound bound(RexWindowBound bound) {
            if (bound.isCurrentRow()) {
                return new WindowCall.Bound(WindowCall.BoundKind.CURRENT_ROW, null);
            }
            if (bound.isUnbounded()) {
                return new WindowCall.Bound(
                        bound.isPreceding()
                                ? WindowCall.BoundKind.UNBOUNDED_PRECEDING
                                : WindowCall.BoundKind.UNBOUNDED_FOLLOWING,
                        null);
            }
            WindowCall.BoundKind kind =
                    bound.isPreceding() ? WindowCall.BoundKind.PRECEDING : WindowCall.BoundKind.FOLLOWING;
            return new WindowCall.Bound(kind, column(expressions.translate(bound.getOffset())));
        }

        /** The column of the computed input that holds an expression. */
        private int column(Expression expression) {
            if (expression instanceof Expression.ColumnReference) {
                return ((Expression.ColumnReference) expression).index();
            }
            int known = computed.indexOf(expression);
            if (known < 0) {
                known = computed.size();
                computed.add(expression);
            }
            return input.node().outputSchema().size() + known;
        }

        Translated finish(Project project, ImmutableBitSet required, List<RexNode> wanted) {
            PlanNode node = input.with(computed).node();
            Map<RexOver, Integer> results = new LinkedHashMap<>();
            for (Map.Entry<Order, List<RexOver>> group : groups.entrySet()) {
                List<Field> schema = new ArrayList<>(node.outputSchema());
                List<WindowCall> functions = new ArrayList<>();
                for (RexOver over : group.getValue()) {
                    WindowCall call = calls.get(over);
                    if (call == null) {
                        throw new IllegalStateException("Window function lost: " + over);
                    }
                    results.put(over, schema.size());
                    schema.add(new Field(
                            "$" + schema.size(), call.type(), over.getType().isNullable()));
                    functions.add(call);
                }
                Order order = group.getKey();
                node = new WindowNode(node, order.partitionKeys(), order.orderKeys(), functions, null, schema);
            }
            return project(node, project, required, wanted, results);
        }

        private Translated project(
                PlanNode node,
                Project project,
                ImmutableBitSet required,
                List<RexNode> wanted,
                Map<RexOver, Integer> results) {
            // Results get column numbers of the algebra beyond the input's own.
            int first = input.positions().length;
            List<RexOver> overs = new ArrayList<>(results.keySet());
            RexShuttle replace = new RexShuttle() {
                @Override
                public RexNode visitOver(RexOver over) {
                    return new RexInputRef(first + overs.indexOf(over), over.getType());
                }
            };
            List<DataType> types = node.outputSchema().stream().map(Field::type).toList();
            ExpressionTranslator translator = new ExpressionTranslator(
                    i -> i < first ? input.position(i) : Objects.requireNonNull(results.get(overs.get(i - first))),
                    types);
            List<Expression> outputs = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            int next = 0;
            for (int column : required) {
                Expression output = translator.translate(wanted.get(next++).accept(replace));
                RelDataTypeField field = project.getRowType().getFieldList().get(column);
                outputs.add(output);
                fields.add(new Field(
                        field.getName(), output.type(), field.getType().isNullable()));
            }
            return new Translated(
                    new ProjectNode(node, outputs, fields),
                    PlanTranslator.dense(project.getProjects().size(), required));
        }
    }
}
