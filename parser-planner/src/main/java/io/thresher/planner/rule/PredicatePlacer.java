package io.thresher.planner.rule;

import io.thresher.planner.statistics.RowEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves conditions as far down as they go, turns outer joins into inner ones where a condition above rejects their NULLs,
 * and orders blocks of inner and semi-joins.
 */
final class PredicatePlacer {
    private static final int MAX_BLOAT = 100;

    private final RowEstimator estimator;
    private final Runnable stopCheck;

    PredicatePlacer(RowEstimator estimator, Runnable stopCheck) {
        this.estimator = estimator;
        this.stopCheck = stopCheck;
    }

    RowEstimator estimator() {
        return estimator;
    }

    void checkStop() {
        stopCheck.run();
    }

    /** The query with its conditions in place. */
    RelNode place(RelNode query) {
        return push(query, List.of());
    }

    /** A query of the same columns whose rows satisfy the conditions. */
    RelNode push(RelNode rel, List<RexNode> conditions) {
        if (rel instanceof Filter) {
            List<RexNode> all = new ArrayList<>(conditions);
            all.addAll(Conjunctions.split(rex(rel), ((Filter) rel).getCondition()));
            return push(rel.getInput(0), all);
        }
        if (rel instanceof Project) {
            return project((Project) rel, conditions);
        }
        if (rel instanceof Join) {
            return join((Join) rel, conditions);
        }
        if (rel instanceof Aggregate) {
            return aggregate((Aggregate) rel, conditions);
        }
        if (rel instanceof SetOp) {
            List<RelNode> inputs = new ArrayList<>();
            for (RelNode input : rel.getInputs()) {
                inputs.add(push(input, conditions));
            }
            return rel.copy(rel.getTraitSet(), inputs);
        }
        if (rel instanceof Sort && ((Sort) rel).fetch == null && ((Sort) rel).offset == null) {
            return rel.copy(rel.getTraitSet(), List.of(push(rel.getInput(0), conditions)));
        }
        return Conjunctions.filter(withPlacedInputs(rel), conditions);
    }

    private RelNode withPlacedInputs(RelNode rel) {
        if (rel.getInputs().isEmpty()) {
            return rel;
        }
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : rel.getInputs()) {
            inputs.add(place(input));
        }
        return rel.copy(rel.getTraitSet(), inputs);
    }

    private static RexBuilder rex(RelNode rel) {
        return rel.getCluster().getRexBuilder();
    }

    /** A projection over another as one, unless that computes much more. */
    private static Project merged(Project project) {
        if (!(project.getInput() instanceof Project) || project.containsOver()) {
            return project;
        }
        Project below = (Project) project.getInput();
        boolean fixed = below.containsOver()
                || !below.getVariablesSet().isEmpty()
                || !below.getProjects().stream().allMatch(RexUtil::isDeterministic);
        List<RexNode> expressions =
                fixed ? null : RelOptUtil.pushPastProjectUnlessBloat(project.getProjects(), below, MAX_BLOAT);
        return expressions == null
                ? project
                : merged(LogicalProject.create(
                        below.getInput(), List.of(), expressions, project.getRowType(), Set.of()));
    }

    private RelNode project(Project original, List<RexNode> conditions) {
        Project project = merged(original);
        List<RexNode> above = new ArrayList<>();
        List<RexNode> below = new ArrayList<>();
        for (RexNode condition : conditions) {
            boolean movable = !project.containsOver() || readsPartitionKeysOnly(project, condition);
            if (movable) {
                RexNode moved = RelOptUtil.pushPastProject(condition, project);
                movable = RexUtil.isDeterministic(moved) && !RexOver.containsOver(moved);
                if (movable) {
                    below.addAll(Conjunctions.split(rex(project), moved));
                }
            }
            if (!movable) {
                above.add(condition);
            }
        }
        RelNode input = push(project.getInput(), below);
        List<RexNode> expressions = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            RexNode folded = ConstantReducer.fold(rex(project), expression);
            expressions.add(RowTypes.restore(rex(project), folded, expression.getType()));
        }
        RelNode moved = LogicalProject.create(input, List.of(), expressions, project.getRowType(), Set.of());
        return Conjunctions.filter(moved, above);
    }

    /** A condition may go below window functions if it leaves out or keeps whole partitions of each. */
    private static boolean readsPartitionKeysOnly(Project project, RexNode condition) {
        for (int column : RelOptUtil.InputFinder.bits(condition)) {
            RexNode expression = project.getProjects().get(column);
            if (RexOver.containsOver(expression)) {
                return false;
            }
            boolean[] key = {true};
            for (RexNode other : project.getProjects()) {
                other.accept(new org.apache.calcite.rex.RexVisitorImpl<Void>(true) {
                    @Override
                    public Void visitOver(RexOver over) {
                        key[0] &= over.getWindow().partitionKeys.contains(expression);
                        return null;
                    }
                });
            }
            if (!key[0]) {
                return false;
            }
        }
        return true;
    }

    private RelNode aggregate(Aggregate aggregate, List<RexNode> conditions) {
        List<RexNode> above = new ArrayList<>();
        List<RexNode> below = new ArrayList<>();
        List<Integer> keys = aggregate.getGroupSet().asList();
        boolean plain = aggregate.getGroupType() == Aggregate.Group.SIMPLE && !keys.isEmpty();
        ImmutableBitSet keyColumns = ImmutableBitSet.range(keys.size());
        for (RexNode condition : conditions) {
            ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
            if (plain && !used.isEmpty() && keyColumns.contains(used) && RexUtil.isDeterministic(condition)) {
                below.add(ColumnMapper.map(condition, keys::get, aggregate.getInput()));
            } else {
                above.add(condition);
            }
        }
        RelNode moved = aggregate.copy(aggregate.getTraitSet(), List.of(push(aggregate.getInput(), below)));
        return Conjunctions.filter(moved, above);
    }

    private RelNode join(Join join, List<RexNode> conditions) {
        Join simplified = withoutNeedlessOuter(join, conditions);
        RelNode placed = placed(simplified, conditions);
        return RowTypes.restore(placed, join.getRowType());
    }

    private RelNode placed(Join simplified, List<RexNode> conditions) {
        return switch (simplified.getJoinType()) {
            case INNER, SEMI, ANTI -> new JoinBlock(this, simplified, conditions).order();
            case LEFT, RIGHT -> oneSided(simplified, conditions);
            default -> Conjunctions.filter(withPlacedInputs(simplified), conditions);
        };
    }

    /** Outer joins whose added NULLs the conditions above reject. */
    private static Join withoutNeedlessOuter(Join join, List<RexNode> conditions) {
        JoinRelType type = join.getJoinType();
        int leftCount = join.getLeft().getRowType().getFieldCount();
        int count = join.getRowType().getFieldCount();
        if (type.isOuterJoin()) {
            for (RexNode condition : conditions) {
                if (type.generatesNullsOnRight() && rejects(condition, ImmutableBitSet.range(leftCount, count))) {
                    type = type.cancelNullsOnRight();
                }
                if (type.generatesNullsOnLeft() && rejects(condition, ImmutableBitSet.range(leftCount))) {
                    type = type.cancelNullsOnLeft();
                }
            }
        }
        return type == join.getJoinType()
                ? join
                : LogicalJoin.create(join.getLeft(), join.getRight(), List.of(), join.getCondition(), Set.of(), type);
    }

    private static boolean rejects(RexNode condition, ImmutableBitSet columns) {
        return RelOptUtil.InputFinder.bits(condition).intersects(columns) && Strong.isNotTrue(condition, columns);
    }

    /** LEFT and RIGHT joins: conditions on the kept side go there, the join's own on the other side go to that. */
    private RelNode oneSided(Join join, List<RexNode> conditions) {
        int leftCount = join.getLeft().getRowType().getFieldCount();
        int count = join.getRowType().getFieldCount();
        boolean left = join.getJoinType() == JoinRelType.LEFT;
        ImmutableBitSet kept = left ? ImmutableBitSet.range(leftCount) : ImmutableBitSet.range(leftCount, count);
        ImmutableBitSet other = left ? ImmutableBitSet.range(leftCount, count) : ImmutableBitSet.range(leftCount);
        List<RexNode> keptConditions = new ArrayList<>();
        List<RexNode> above = new ArrayList<>();
        for (RexNode condition : conditions) {
            ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
            boolean movable = !used.isEmpty() && kept.contains(used) && RexUtil.isDeterministic(condition);
            (movable ? keptConditions : above).add(condition);
        }
        List<RexNode> otherConditions = new ArrayList<>();
        List<RexNode> own = new ArrayList<>();
        for (RexNode condition : Conjunctions.split(rex(join), join.getCondition())) {
            ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
            boolean movable = !used.isEmpty() && other.contains(used) && RexUtil.isDeterministic(condition);
            (movable ? otherConditions : own).add(condition);
        }
        otherConditions.addAll(Equalities.transfer(rex(join), own, keptConditions, other));
        List<RexNode> leftConditions = left ? keptConditions : otherConditions;
        List<RexNode> rightConditions = shift(left ? otherConditions : keptConditions, -leftCount);
        RelNode newLeft = push(join.getLeft(), leftConditions);
        RelNode newRight = push(join.getRight(), rightConditions);
        RelNode moved = LogicalJoin.create(
                newLeft, newRight, List.of(), RexUtil.composeConjunction(rex(join), own), Set.of(), join.getJoinType());
        return Conjunctions.filter(moved, above);
    }

    static List<RexNode> shift(List<RexNode> conditions, int by) {
        List<RexNode> shifted = new ArrayList<>();
        conditions.forEach(condition -> shifted.add(RexUtil.shift(condition, by)));
        return shifted;
    }
}
