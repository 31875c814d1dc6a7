package io.thresher.planner.translation;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Joins: splits conditions into key pairs and the rest. */
final class JoinTranslator {
    private final PlanTranslator plans;

    JoinTranslator(PlanTranslator plans) {
        this.plans = plans;
    }

    /** An equality between the sides; {@code nullAware} for NOT IN's own. */
    private record KeyPair(RexNode left, RexNode right, boolean nullEqual, boolean nullAware) {}

    Translated translate(Join join, ImmutableBitSet required) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        int rightCount = join.getRight().getRowType().getFieldCount();
        boolean leftOnly = !join.getJoinType().projectsRight();
        ImmutableBitSet needed = required.union(RelOptUtil.InputFinder.bits(join.getCondition()));
        Translated left =
                plans.translate(join.getLeft(), needed.intersect(ImmutableBitSet.range(leftCount)), Long.MAX_VALUE);
        ImmutableBitSet rightNeeded = needed.intersect(ImmutableBitSet.range(leftCount, leftCount + rightCount))
                .shift(-leftCount);
        Translated right = plans.translate(join.getRight(), rightNeeded, Long.MAX_VALUE);

        List<KeyPair> pairs = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        split(join, leftCount, pairs, rest);
        boolean nullAware = isNullAware(join, pairs, rest);

        Keys leftKeys = new Keys(left);
        Keys rightKeys = new Keys(right);
        List<Boolean> nullEqual = new ArrayList<>();
        for (KeyPair pair : pairs) {
            Expression l = left.expressions().translate(pair.left());
            Expression r = right.expressions().translate(RexUtil.shift(pair.right(), -leftCount));
            DataType type = Casts.common(l.type(), r.type());
            leftKeys.add(Casts.cast(l, type));
            rightKeys.add(Casts.cast(r, type));
            nullEqual.add(pair.nullEqual());
        }
        left = leftKeys.input();
        right = rightKeys.input();

        int[] positions = positions(left, right, leftOnly);
        Expression residual = residual(rest, left, right);
        List<Field> schema = schema(join, left, right, leftOnly);
        double leftRows = left.node().estimatedRows();
        double rightRows = right.node().estimatedRows();
        JoinNode node = new JoinNode(
                type(join, nullAware),
                left.node(),
                right.node(),
                leftKeys.columns,
                rightKeys.columns,
                nullEqual,
                residual,
                rightRows <= leftRows,
                schema,
                plans.rows(join));
        return PlanTranslator.keep(new Translated(node, positions), required);
    }

    /** Key columns of one side; those that are expressions are computed below the join. */
    private static final class Keys {
        private final Translated side;
        private final List<Expression> computed = new ArrayList<>();
        private final List<Integer> columns = new ArrayList<>();

        Keys(Translated side) {
            this.side = side;
        }

        void add(Expression key) {
            if (key instanceof Expression.ColumnReference) {
                columns.add(((Expression.ColumnReference) key).index());
                return;
            }
            int known = computed.indexOf(key);
            if (known < 0) {
                known = computed.size();
                computed.add(key);
            }
            columns.add(side.node().outputSchema().size() + known);
        }

        Translated input() {
            return side.with(computed);
        }
    }

    private static void split(Join join, int leftCount, List<KeyPair> pairs, List<RexNode> rest) {
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            KeyPair pair = pair(condition, leftCount, false);
            if (pair == null && condition.getKind() == SqlKind.IS_NOT_FALSE) {
                RexNode inner = ((RexCall) condition).getOperands().get(0);
                pair = inner.getKind() == SqlKind.EQUALS ? pair(inner, leftCount, true) : null;
            }
            if (pair == null) {
                rest.add(condition);
            } else if (pair.nullAware()) {
                pairs.add(0, pair);
            } else {
                pairs.add(pair);
            }
        }
    }

    private static @Nullable KeyPair pair(RexNode condition, int leftCount, boolean nullAware) {
        boolean equals = condition.getKind() == SqlKind.EQUALS;
        if (!equals && condition.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
            return null;
        }
        RexNode first = ((RexCall) condition).getOperands().get(0);
        RexNode second = ((RexCall) condition).getOperands().get(1);
        int firstSide = side(first, leftCount);
        int secondSide = side(second, leftCount);
        if (firstSide * secondSide >= 0) {
            return null;
        }
        return firstSide < 0
                ? new KeyPair(first, second, !equals, nullAware)
                : new KeyPair(second, first, !equals, nullAware);
    }

    /** -1 if an expression reads the left side only, 1 for the right side only, 0 for both or none. */
    private static int side(RexNode expression, int leftCount) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(expression);
        if (columns.isEmpty() || !RexUtil.isDeterministic(expression)) {
            return 0;
        }
        if (columns.nth(columns.cardinality() - 1) < leftCount) {
            return -1;
        }
        return columns.nth(0) >= leftCount ? 1 : 0;
    }

    /**
     * Whether the join is NOT IN as the executor knows it: one null-aware pair and nothing but pairs. If there is more,
     * null-aware pairs go back to the rest.
     */
    private static boolean isNullAware(Join join, List<KeyPair> pairs, List<RexNode> rest) {
        long count = pairs.stream().filter(KeyPair::nullAware).count();
        if (count == 0) {
            return false;
        }
        if (count == 1 && rest.isEmpty() && join.getJoinType() == JoinRelType.ANTI) {
            return true;
        }
        pairs.removeIf(KeyPair::nullAware);
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            if (condition.getKind() == SqlKind.IS_NOT_FALSE && !rest.contains(condition)) {
                rest.add(condition);
            }
        }
        return false;
    }

    private static int[] positions(Translated left, Translated right, boolean leftOnly) {
        int leftCount = left.positions().length;
        int[] positions = new int[leftOnly ? leftCount : leftCount + right.positions().length];
        System.arraycopy(left.positions(), 0, positions, 0, leftCount);
        int shift = left.node().outputSchema().size();
        for (int i = leftCount; i < positions.length; i++) {
            int position = right.positions()[i - leftCount];
            positions[i] = position < 0 ? -1 : position + shift;
        }
        return positions;
    }

    private static @Nullable Expression residual(List<RexNode> rest, Translated left, Translated right) {
        if (rest.isEmpty()) {
            return null;
        }
        int[] positions = positions(left, right, false);
        List<DataType> types = new ArrayList<>(left.types());
        types.addAll(right.types());
        ExpressionTranslator translator = new ExpressionTranslator(i -> positions[i], types);
        List<Expression> conditions = translator.translate(rest);
        conditions.removeIf(
                c -> c instanceof Expression.Literal && Boolean.TRUE.equals(((Expression.Literal) c).value()));
        if (conditions.isEmpty()) {
            return null;
        }
        return conditions.size() == 1 ? conditions.get(0) : new Expression.And(conditions);
    }

    private static List<Field> schema(Join join, Translated left, Translated right, boolean leftOnly) {
        List<Field> schema = new ArrayList<>();
        boolean leftNulls = join.getJoinType().generatesNullsOnLeft();
        boolean rightNulls = join.getJoinType().generatesNullsOnRight();
        left.node().outputSchema().forEach(f -> schema.add(nullable(f, leftNulls)));
        if (!leftOnly) {
            right.node().outputSchema().forEach(f -> schema.add(nullable(f, rightNulls)));
        }
        return schema;
    }

    private static Field nullable(Field field, boolean nulls) {
        return nulls ? new Field(field.name(), field.type(), true) : field;
    }

    private static JoinType type(Join join, boolean nullAware) {
        return switch (join.getJoinType()) {
            case INNER -> JoinType.INNER;
            case LEFT -> JoinType.LEFT;
            case RIGHT -> JoinType.RIGHT;
            case FULL -> JoinType.FULL;
            case SEMI -> JoinType.SEMI;
            case ANTI -> nullAware ? JoinType.NULL_AWARE_ANTI : JoinType.ANTI;
            case ASOF, LEFT_ASOF, LEFT_MARK ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "Join type is not supported: " + join.getJoinType().lowerName);
        };
    }
}
