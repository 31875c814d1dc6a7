package io.thresher.planner.rule;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.planner.statistics.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds a cheap order for a block's joins: every order is tried by dynamic programming over sets of leaves while there
 * are few, otherwise the pair with the cheapest result is joined next, again and again. Cost is rows moved: those probed,
 * twice those built into a hash table, and those put out.
 */
final class JoinOrderer {
    private static final int MAX_EXHAUSTIVE = 10;
    private static final int MAX_LEAVES = 1000;
    private static final double BUILD_COST = 2;
    private static final double CROSS_PENALTY = 100;

    private final JoinBlock block;
    private final List<JoinBlock.Leaf> leaves;
    private final RexBuilder rex;
    private final List<Condition> conditions = new ArrayList<>();

    JoinOrderer(JoinBlock block) {
        this.block = block;
        this.leaves = block.leaves();
        if (leaves.size() > MAX_LEAVES) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Query joins too many tables; split it up, tables allowed: " + MAX_LEAVES);
        }
        this.rex = leaves.get(0).rel.getCluster().getRexBuilder();
        for (RexNode condition : block.conditions()) {
            conditions.add(new Condition(condition, leavesOf(condition)));
        }
    }

    /** A condition and the leaves it reads. */
    private record Condition(RexNode node, ImmutableBitSet leaves) {}

    /** A joined result: {@code columns[i]} is the block column of its column i. */
    record Joined(RelNode rel, List<Integer> columns) {
        int position(int column) {
            int position = columns.indexOf(column);
            if (position < 0) {
                throw new IllegalStateException("Column is not in the join: " + column);
            }
            return position;
        }
    }

    /** A way to join a set of leaves. */
    private static final class Plan {
        final ImmutableBitSet leaves;
        final @Nullable Plan left;
        final @Nullable Plan right;
        final JoinRelType type;
        final Estimate estimate;
        final List<Integer> columns;
        final double cost;

        Plan(
                ImmutableBitSet leaves,
                @Nullable Plan left,
                @Nullable Plan right,
                JoinRelType type,
                Estimate estimate,
                List<Integer> columns,
                double cost) {
            this.leaves = leaves;
            this.left = left;
            this.right = right;
            this.type = type;
            this.estimate = estimate;
            this.columns = columns;
            this.cost = cost;
        }
    }

    private ImmutableBitSet leavesOf(RexNode condition) {
        ImmutableBitSet.Builder result = ImmutableBitSet.builder();
        for (int column : RelOptUtil.InputFinder.bits(condition)) {
            result.set(leaves.indexOf(block.leafOf(column)));
        }
        return result.build();
    }

    Joined order() {
        Plan best = leaves.size() <= MAX_EXHAUSTIVE ? exhaustive() : greedy();
        Joined joined = build(best);
        // Constants, and conditions on one leaf that could not go there because each evaluation gives something else.
        List<RexNode> rest = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.leaves().cardinality() < 2) {
                rest.add(ColumnMapper.map(condition.node(), joined::position));
            }
        }
        return new Joined(Conjunctions.filter(joined.rel(), rest), joined.columns());
    }

    private Plan leaf(int index) {
        JoinBlock.Leaf leaf = leaves.get(index);
        Estimate estimate = block.estimator().estimate(leaf.rel);
        return new Plan(
                ImmutableBitSet.of(index),
                null,
                null,
                leaf.type,
                estimate,
                leaf.columns().asList(),
                0);
    }

    private Plan exhaustive() {
        int count = leaves.size();
        Plan[] best = new Plan[1 << count];
        for (int i = 0; i < count; i++) {
            best[1 << i] = leaf(i);
        }
        for (int set = 1; set < best.length; set++) {
            if (Integer.bitCount(set) < 2) {
                continue;
            }
            block.checkStop();
            for (int part = (set - 1) & set; part > 0; part = (part - 1) & set) {
                Plan left = best[part];
                Plan right = best[set ^ part];
                // Each split is seen both ways round: a semi-joined leaf must be on the right, others go once.
                boolean once = part > (set ^ part) || (right != null && isSemi(right));
                if (left != null && right != null && once) {
                    Plan plan = join(left, right, best[set]);
                    best[set] = plan == null ? best[set] : plan;
                }
            }
        }
        Plan all = best[best.length - 1];
        if (all == null) {
            throw new IllegalStateException("No order for the joins of a query");
        }
        return all;
    }

    private Plan greedy() {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            plans.add(leaf(i));
        }
        Map<Long, Plan> tried = new HashMap<>();
        int[] ids = new int[leaves.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        int nextId = ids.length;
        List<Integer> planIds = new ArrayList<>();
        for (int id : ids) {
            planIds.add(id);
        }
        while (plans.size() > 1) {
            block.checkStop();
            int bestLeft = -1;
            int bestRight = -1;
            Plan best = null;
            for (int i = 0; i < plans.size(); i++) {
                for (int j = 0; j < plans.size(); j++) {
                    if (i == j || (i > j && !isSemi(plans.get(j)))) {
                        continue;
                    }
                    long key = ((long) planIds.get(i) << 32) | planIds.get(j);
                    Plan plan = tried.get(key);
                    if (plan == null && !tried.containsKey(key)) {
                        plan = join(plans.get(i), plans.get(j), null);
                        tried.put(key, plan);
                    }
                    if (plan != null && (best == null || added(plan) < added(best))) {
                        best = plan;
                        bestLeft = i;
                        bestRight = j;
                    }
                }
            }
            if (best == null) {
                throw new IllegalStateException("No order for the joins of a query");
            }
            plans.set(bestLeft, best);
            planIds.set(bestLeft, nextId++);
            plans.remove(bestRight);
            planIds.remove(bestRight);
        }
        return plans.get(0);
    }

    /** What the topmost join alone costs. */
    private static double added(Plan plan) {
        double below = (plan.left == null ? 0 : plan.left.cost) + (plan.right == null ? 0 : plan.right.cost);
        return plan.cost - below;
    }

    private boolean isSemi(Plan plan) {
        return plan.left == null && plan.type != JoinRelType.INNER;
    }

    /** The join of two plans, or null if it is not allowed or not cheaper than {@code rival}. */
    private @Nullable Plan join(Plan left, Plan right, @Nullable Plan rival) {
        if (isSemi(left)) {
            return null;
        }
        boolean semi = isSemi(right);
        ImmutableBitSet all = left.leaves.union(right.leaves);
        List<RexNode> applied;
        if (semi) {
            JoinBlock.Leaf leaf = leaves.get(right.leaves.nth(0));
            applied = leaf.conditions;
            for (RexNode condition : applied) {
                if (!all.contains(leavesOf(condition))) {
                    return null;
                }
            }
            if (isUnanchored(leaf, left)) {
                return null;
            }
        } else {
            applied = applied(left.leaves, right.leaves, all);
        }
        double floor = left.cost + right.cost;
        if (rival != null && floor >= rival.cost) {
            return null;
        }
        List<Integer> columns = new ArrayList<>(left.columns);
        columns.addAll(right.columns);
        RexNode condition = condition(applied, columns);
        JoinRelType type = semi ? right.type : JoinRelType.INNER;
        Estimate estimate = block.estimator().join(left.estimate, right.estimate, type, condition);
        double probe = Math.max(left.estimate.rows(), right.estimate.rows());
        double build = Math.min(left.estimate.rows(), right.estimate.rows());
        double own = probe + BUILD_COST * build + estimate.rows();
        if (applied.isEmpty()) {
            own = own + left.estimate.rows() * right.estimate.rows() * CROSS_PENALTY;
        }
        double cost = floor + own;
        if (rival != null && cost >= rival.cost) {
            return null;
        }
        return new Plan(all, left, right, type, estimate, semi ? left.columns : columns, cost);
    }

    /** A semi-join whose condition reads nothing of the left (EXISTS without correlation) waits for all inner leaves. */
    private boolean isUnanchored(JoinBlock.Leaf leaf, Plan left) {
        for (RexNode condition : leaf.conditions) {
            if (left.leaves.intersects(leavesOf(condition))) {
                return false;
            }
        }
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).isInner() && !left.leaves.get(i)) {
                return true;
            }
        }
        return false;
    }

    /** Conditions that can be checked once both sides are there, and could not before. */
    private List<RexNode> applied(ImmutableBitSet left, ImmutableBitSet right, ImmutableBitSet all) {
        List<RexNode> result = new ArrayList<>();
        for (Condition condition : conditions) {
            ImmutableBitSet used = condition.leaves();
            if (!used.isEmpty() && all.contains(used) && !left.contains(used) && !right.contains(used)) {
                result.add(condition.node());
            }
        }
        return result;
    }

    private RexNode condition(List<RexNode> conditions, List<Integer> columns) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i), i);
        }
        List<RexNode> mapped = new ArrayList<>();
        for (RexNode condition : conditions) {
            mapped.add(ColumnMapper.map(condition, positions::get));
        }
        return RexUtil.composeConjunction(rex, mapped);
    }

    /** The algebra of a plan; the side with fewer rows goes right, where the hash table is built. */
    private Joined build(Plan plan) {
        if (plan.left == null || plan.right == null) {
            JoinBlock.Leaf leaf = leaves.get(plan.leaves.nth(0));
            return new Joined(leaf.rel, leaf.columns().asList());
        }
        boolean semi = isSemi(plan.right);
        boolean swap = !semi && plan.left.estimate.rows() < plan.right.estimate.rows();
        Plan leftPlan = swap ? plan.right : plan.left;
        Plan rightPlan = swap ? plan.left : plan.right;
        Joined left = build(leftPlan);
        Joined right = build(rightPlan);
        List<RexNode> applied = semi
                ? leaves.get(rightPlan.leaves.nth(0)).conditions
                : minimal(applied(leftPlan.leaves, rightPlan.leaves, plan.leaves));
        List<Integer> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        List<RelDataTypeField> fields = new ArrayList<>(left.rel().getRowType().getFieldList());
        fields.addAll(right.rel().getRowType().getFieldList());
        RexNode condition = condition(applied, columns).accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(
                        ref.getIndex(), fields.get(ref.getIndex()).getType());
            }
        });
        RelNode join = LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), plan.type);
        return new Joined(join, semi ? left.columns() : columns);
    }

    /**
     * Leaves out equalities that follow from others of the list and from those already checked below: of a set of equal
     * columns only one pair across the two sides is needed.
     */
    private List<RexNode> minimal(List<RexNode> applied) {
        List<RexNode> result = new ArrayList<>();
        List<Set<Integer>> seen = new ArrayList<>();
        for (RexNode condition : applied) {
            Set<Integer> set = block.pairedSetOf(condition);
            if (set == null) {
                result.add(condition);
            } else if (!seen.contains(set)) {
                seen.add(set);
                result.add(condition);
            }
        }
        return result;
    }
}
