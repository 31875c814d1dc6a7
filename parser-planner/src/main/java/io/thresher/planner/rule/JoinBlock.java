package io.thresher.planner.rule;

import io.thresher.planner.statistics.RowEstimator;
import io.thresher.planner.translation.ColumnReferences;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Inner joins that touch each other, with the semi- and anti-joins on top of and among them, as one set of leaves and
 * conditions. Columns are numbered over all leaves in the order found ("block columns").
 */
final class JoinBlock {
    /** An input of the block. A semi- or anti-joined one comes with the block columns its condition needs besides its own. */
    static final class Leaf {
        RelNode rel;
        final int firstColumn;
        final JoinRelType type;
        final List<RexNode> conditions = new ArrayList<>();

        Leaf(RelNode rel, int firstColumn, JoinRelType type) {
            this.rel = rel;
            this.firstColumn = firstColumn;
            this.type = type;
        }

        ImmutableBitSet columns() {
            return ImmutableBitSet.range(
                    firstColumn, firstColumn + rel.getRowType().getFieldCount());
        }

        boolean isInner() {
            return type == JoinRelType.INNER;
        }
    }

    /** Larger sets of equal columns are not joined pair by pair. */
    private static final int MAX_PAIRED = 24;

    private final PredicatePlacer placer;
    private final RexBuilder rex;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<RexNode> conditions = new ArrayList<>();
    private final List<Integer> output;
    private final RelNode root;
    private int columnCount;
    /** What {@link #spreadConditions} started from; equalities found later are not in it, as they were not spread. */
    private Equalities spread = new Equalities(List.of());

    JoinBlock(PredicatePlacer placer, Join root, List<RexNode> above) {
        this.placer = placer;
        this.root = root;
        this.rex = root.getCluster().getRexBuilder();
        this.output = flatten(root);
        above.forEach(condition -> addCondition(condition, output));
    }

    List<Leaf> leaves() {
        return leaves;
    }

    List<RexNode> conditions() {
        return conditions;
    }

    RowEstimator estimator() {
        return placer.estimator();
    }

    void checkStop() {
        placer.checkStop();
    }

    /** Takes a node apart; returns the block columns of its columns. */
    private List<Integer> flatten(RelNode rel) {
        if (rel instanceof Join && ((Join) rel).getJoinType() == JoinRelType.INNER) {
            List<Integer> columns = new ArrayList<>(flatten(((Join) rel).getLeft()));
            columns.addAll(flatten(((Join) rel).getRight()));
            addConditions(((Join) rel).getCondition(), columns);
            return columns;
        }
        if (rel instanceof Join
                && (((Join) rel).getJoinType() == JoinRelType.SEMI || ((Join) rel).getJoinType() == JoinRelType.ANTI)) {
            return semiJoin((Join) rel);
        }
        if (rel instanceof Filter && isBlock(rel.getInput(0))) {
            List<Integer> columns = flatten(rel.getInput(0));
            addConditions(((Filter) rel).getCondition(), columns);
            return columns;
        }
        if (rel instanceof Project && isBlock(rel.getInput(0)) && isSelection((Project) rel)) {
            List<Integer> input = flatten(rel.getInput(0));
            List<Integer> columns = new ArrayList<>();
            for (RexNode expression : ((Project) rel).getProjects()) {
                columns.add(input.get(ColumnReferences.column(expression)));
            }
            return columns;
        }
        return addLeaf(rel, JoinRelType.INNER);
    }

    private static boolean isBlock(RelNode rel) {
        if (rel instanceof Filter || (rel instanceof Project && isSelection((Project) rel))) {
            return isBlock(rel.getInput(0));
        }
        if (!(rel instanceof Join)) {
            return false;
        }
        JoinRelType type = ((Join) rel).getJoinType();
        return type == JoinRelType.INNER || type == JoinRelType.SEMI || type == JoinRelType.ANTI;
    }

    private static boolean isSelection(Project project) {
        return project.getProjects().stream().allMatch(expression -> ColumnReferences.column(expression) >= 0);
    }

    private List<Integer> addLeaf(RelNode rel, JoinRelType type) {
        Leaf leaf = new Leaf(rel, columnCount, type);
        leaves.add(leaf);
        columnCount += rel.getRowType().getFieldCount();
        return leaf.columns().asList();
    }

    private List<Integer> semiJoin(Join join) {
        List<Integer> left = flatten(join.getLeft());
        List<Integer> columns = new ArrayList<>(left);
        columns.addAll(addLeaf(join.getRight(), join.getJoinType()));
        Leaf leaf = leaves.get(leaves.size() - 1);
        for (RexNode condition : Conjunctions.split(rex, join.getCondition())) {
            leaf.conditions.add(ColumnMapper.map(condition, columns::get));
        }
        return left;
    }

    private void addConditions(RexNode condition, List<Integer> columns) {
        Conjunctions.split(rex, condition).forEach(part -> addCondition(part, columns));
    }

    private void addCondition(RexNode condition, List<Integer> columns) {
        if (!condition.isAlwaysTrue()) {
            conditions.add(ColumnMapper.map(condition, columns::get));
        }
    }

    /** The block joined in the best order found, with the columns of the original join. */
    RelNode order() {
        spreadConditions();
        placeLeaves();
        JoinOrderer.Joined joined = new JoinOrderer(this).order();
        List<RexNode> expressions = new ArrayList<>();
        for (int column : output) {
            expressions.add(RexInputRef.of(joined.position(column), joined.rel().getRowType()));
        }
        RelNode result = joined.rel();
        return LogicalProject.create(
                result, List.of(), expressions, root.getRowType().getFieldNames(), Set.of());
    }

    /** Adds what follows from conditions: constants through equalities, what a disjunction says of one leaf. */
    private void spreadConditions() {
        List<RexNode> all = new ArrayList<>(conditions);
        for (Leaf leaf : leaves) {
            if (leaf.type == JoinRelType.SEMI) {
                all.addAll(leaf.conditions);
            }
        }
        spread = new Equalities(all);
        Set<RexNode> distinct = new LinkedHashSet<>(conditions);
        for (RexNode condition : spread.implied(conditions)) {
            Leaf leaf = leafOf(RelOptUtil.InputFinder.bits(condition).nth(0));
            if (leaf.isInner()) {
                distinct.add(condition);
            } else {
                // The columns of a semi-joined leaf are not seen outside its own conditions.
                leaf.conditions.add(condition);
            }
        }
        for (RexNode condition : conditions) {
            if (condition.getKind() == SqlKind.OR) {
                for (Leaf leaf : leaves) {
                    RexNode implied = leaf.isInner() ? Conjunctions.implied(rex, condition, leaf.columns()) : null;
                    if (implied != null) {
                        distinct.add(implied);
                    }
                }
            }
        }
        addEqualColumns(distinct);
        conditions.clear();
        conditions.addAll(distinct);
    }

    /** Columns equal through a third one are joined directly, so that any two of them can come first. */
    private void addEqualColumns(Set<RexNode> distinct) {
        for (Set<Integer> set : spread.sets()) {
            List<Integer> columns = innerColumns(set);
            if (columns.size() > MAX_PAIRED) {
                continue;
            }
            for (int i = 0; i < columns.size(); i++) {
                for (int j = i + 1; j < columns.size(); j++) {
                    RexInputRef a = spread.reference(columns.get(i));
                    RexInputRef b = spread.reference(columns.get(j));
                    boolean known = distinct.contains(rex.makeCall(SqlStdOperatorTable.EQUALS, a, b))
                            || distinct.contains(rex.makeCall(SqlStdOperatorTable.EQUALS, b, a));
                    if (!known) {
                        distinct.add(rex.makeCall(SqlStdOperatorTable.EQUALS, a, b));
                    }
                }
            }
        }
    }

    private List<Integer> innerColumns(Set<Integer> columns) {
        return columns.stream().filter(column -> leafOf(column).isInner()).toList();
    }

    /**
     * The set of equal columns that an equality belongs to, if every two of its columns have an equality in {@link
     * #conditions}; null otherwise.
     */
    @Nullable
    Set<Integer> pairedSetOf(RexNode condition) {
        Set<Integer> set = spread.setOf(condition);
        return set == null || innerColumns(set).size() > MAX_PAIRED ? null : set;
    }

    Leaf leafOf(int column) {
        for (Leaf leaf : leaves) {
            if (leaf.columns().get(column)) {
                return leaf;
            }
        }
        throw new IllegalStateException("No leaf has column " + column);
    }

    /** Pushes conditions on one leaf into it and places what is below. */
    private void placeLeaves() {
        List<RexNode> rest = new ArrayList<>(conditions);
        for (Leaf leaf : leaves) {
            List<RexNode> own = leaf.isInner() ? rest : leaf.conditions;
            List<RexNode> pushed = new ArrayList<>();
            for (RexNode condition : new ArrayList<>(own)) {
                ImmutableBitSet used = RelOptUtil.InputFinder.bits(condition);
                boolean local = !used.isEmpty() && leaf.columns().contains(used) && RexUtil.isDeterministic(condition);
                if (local) {
                    own.remove(condition);
                    pushed.add(RexUtil.shift(condition, -leaf.firstColumn));
                }
            }
            leaf.rel = placer.push(leaf.rel, pushed);
            leaf.conditions.replaceAll(this::withoutNullTest);
        }
        rest.replaceAll(this::withoutNullTest);
        conditions.clear();
        conditions.addAll(rest);
    }

    /** IS NOT DISTINCT FROM is plain equality where one side cannot be NULL. */
    private RexNode withoutNullTest(RexNode condition) {
        if (condition.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
            return condition;
        }
        for (RexNode operand : ((RexCall) condition).getOperands()) {
            if (!operand.getType().isNullable()
                    || (operand instanceof RexInputRef && isNotNull(((RexInputRef) operand).getIndex()))) {
                return rex.makeCall(SqlStdOperatorTable.EQUALS, ((RexCall) condition).getOperands());
            }
        }
        return condition;
    }

    private boolean isNotNull(int column) {
        Leaf leaf = leafOf(column);
        return NotNullColumns.isNotNull(leaf.rel, column - leaf.firstColumn);
    }
}
