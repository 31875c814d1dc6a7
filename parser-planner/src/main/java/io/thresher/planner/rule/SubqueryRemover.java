package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;

/** Turns sub-query expressions into joins without correlation. */
final class SubqueryRemover {
    /** The rules together: what one takes out of a projection may hold a filter that needs another. */
    private static final HepProgram PROGRAM = HepProgram.builder()
            .addRuleCollection(List.of(
                    CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
                    CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
                    CoreRules.JOIN_SUB_QUERY_TO_CORRELATE))
            .build();

    private SubqueryRemover() {}

    static RelNode remove(RelNode query) {
        HepPlanner planner = new HepPlanner(PROGRAM);
        planner.setExecutor(ConstantReducer.INSTANCE);
        planner.setRoot(query.accept(new SemiJoinConverter())
                .accept(new RowMembership())
                .accept(new QuantifiedInputRenamer())
                .accept(new OuterVariables()));
        RelNode correlated = planner.findBestExp();
        return RowTypes.restore(decorrelate(correlated, Set.of()), correlated.getRowType());
    }

    /**
     * Each correlation by itself, the lower ones first: Calcite's general decorrelator mixes up several. {@code outer} are
     * the variables of correlations above; Calcite lets one below have the same variable as that whose row is read.
     */
    private static RelNode decorrelate(RelNode rel, Set<CorrelationId> outer) {
        RelNode below = closedInputs(rel, outer);
        return rel instanceof Correlate ? decorrelateOne(CorrelatedTotals.guard((Correlate) below)) : below;
    }

    /** The node with inputs without correlation, as far as they do not read a variable from outside. */
    private static RelNode closedInputs(RelNode rel, Set<CorrelationId> outer) {
        Set<CorrelationId> variables = outer;
        List<RelNode> inputs = new ArrayList<>();
        boolean same = true;
        for (RelNode input : rel.getInputs()) {
            boolean closed = RelOptUtil.getVariablesUsed(input).isEmpty() && !reads(input, variables);
            RelNode changed = closed ? decorrelate(input, variables) : closedInputs(input, variables);
            same &= changed.equals(input);
            inputs.add(RowTypes.restore(changed, input.getRowType()));
            if (rel instanceof Correlate) {
                // Only the right side, which comes next, reads the left one's rows.
                variables = new HashSet<>(outer);
                variables.add(((Correlate) rel).getCorrelationId());
            }
        }
        return same ? rel : rel.copy(rel.getTraitSet(), inputs);
    }

    /** Whether a variable is read anywhere, also below a node that sets it anew. */
    private static boolean reads(RelNode rel, Set<CorrelationId> variables) {
        boolean[] found = new boolean[1];
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                found[0] |= variables.contains(variable.id);
                return variable;
            }
        });
        return found[0] || rel.getInputs().stream().anyMatch(input -> reads(input, variables));
    }

    private static RelNode decorrelateOne(RelNode correlate) {
        RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(correlate.getCluster(), null);
        RelNode result = TopDownGeneralDecorrelator.decorrelateQuery(unshared(correlate), builder);
        return hasCorrelate(result) ? RelDecorrelator.decorrelateQuery(result, builder) : result;
    }

    /** A copy in which no two places hold the same object: the decorrelator keeps what it knows of a node by identity. */
    private static RelNode unshared(RelNode rel) {
        if (rel instanceof TableScan) {
            return LogicalTableScan.create(rel.getCluster(), rel.getTable(), ((TableScan) rel).getHints());
        }
        if (rel instanceof Values) {
            return new LogicalValues(rel.getCluster(), rel.getTraitSet(), rel.getRowType(), ((Values) rel).getTuples());
        }
        List<RelNode> inputs = new ArrayList<>();
        rel.getInputs().forEach(input -> inputs.add(unshared(input)));
        return rel.copy(rel.getTraitSet(), inputs);
    }

    private static boolean hasCorrelate(RelNode rel) {
        return rel instanceof Correlate || rel.getInputs().stream().anyMatch(SubqueryRemover::hasCorrelate);
    }
}
