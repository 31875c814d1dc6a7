package io.thresher.planner.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * Gives the inputs of nodes with ANY and ALL sub-queries names that no query has: Calcite's rule counts the sub-query's rows
 * in columns c, d and m beside those of the input, and then looks them up by name.
 */
final class QuantifiedInputRenamer extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        boolean[] quantified = new boolean[1];
        node = node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                quantified[0] |= visited.getKind() == SqlKind.SOME;
                RelNode renamed = visited.rel.accept(QuantifiedInputRenamer.this);
                return renamed.equals(visited.rel) ? visited : visited.clone(renamed);
            }
        });
        boolean rewritten = node instanceof Filter || node instanceof Project || node instanceof Join;
        return quantified[0] && rewritten ? node.copy(node.getTraitSet(), renamed(node.getInputs())) : node;
    }

    private static List<RelNode> renamed(List<RelNode> inputs) {
        List<RelNode> result = new ArrayList<>();
        for (RelNode input : inputs) {
            List<RexNode> columns = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
                columns.add(input.getCluster().getRexBuilder().makeInputRef(input, i));
                names.add("$" + result.size() + "_" + i);
            }
            result.add(LogicalProject.create(input, List.of(), columns, names, Set.of()));
        }
        return result;
    }
}
