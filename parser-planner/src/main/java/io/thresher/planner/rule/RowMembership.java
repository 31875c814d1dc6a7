package io.thresher.planner.rule;

import com.google.common.collect.ImmutableList;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.Logic;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Spells out {@code (a, b) IN (SELECT x, y ...)} where NULL and false are told apart. Calcite's rule gives NULL as soon as
 * a row holds one, also where another column is different for certain.
 *
 * <p>The result is true if some row equals in every column, else NULL if some row equals in some columns and in each of
 * the others either side is NULL, else false. Every way to share out the columns is a sub-query of its own with plain
 * equalities, so that it is done by hashing; a correlated sub-query, costly to take apart, is only read twice.
 */
final class RowMembership extends RelHomogeneousShuttle {
    /** Three ways a column: 81 sub-queries. */
    private static final int MAX_COLUMNS = 4;

    @Override
    public RelNode visit(RelNode other) {
        RelNode node = super.visit(other);
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode inner = visited.rel.accept(RowMembership.this);
                RexSubQuery result = inner.equals(visited.rel) ? visited : visited.clone(inner);
                return isThreeValued(node, subQuery) ? new Spelling(node, result).spellOut() : result;
            }
        });
    }

    private static boolean isThreeValued(RelNode node, RexSubQuery subquery) {
        boolean rows =
                subquery.getKind() == SqlKind.IN && subquery.getOperands().size() > 1;
        if (!rows || !subquery.getType().isNullable()) {
            return false;
        }
        RexNode condition = null;
        if (node instanceof Filter) {
            condition = ((Filter) node).getCondition();
        } else if (node instanceof Join) {
            condition = ((Join) node).getCondition();
        }
        if (condition == null) {
            return true;
        }
        Logic logic = LogicVisitor.find(Logic.TRUE, ImmutableList.of(condition), subquery);
        return logic != Logic.TRUE && logic != Logic.UNKNOWN_AS_FALSE;
    }

    /** How a column of a row that may match is compared. */
    private enum Match {
        EQUAL,
        OPERAND_IS_NULL,
        COLUMN_IS_NULL
    }

    /** The spelling of one IN. */
    private static final class Spelling {
        private final RexBuilder rex;
        private final RexSubQuery subquery;
        private final List<RelDataTypeField> fields;
        private final @Nullable RexNode variable;

        Spelling(RelNode node, RexSubQuery subquery) {
            rex = node.getCluster().getRexBuilder();
            variable = correlation(node, subquery);
            this.subquery = subquery;
            fields = subquery.rel.getRowType().getFieldList();
        }

        RexNode spellOut() {
            int columns = subquery.getOperands().size();
            if (variable == null && columns > MAX_COLUMNS) {
                throw new EngineException(
                        ErrorCode.STATEMENT_TOO_COMPLEX,
                        "Rows compared with IN have too many columns; write EXISTS with their equalities, columns: "
                                + columns);
            }
            List<RexNode> ways = new ArrayList<>();
            if (variable == null) {
                addWays(new ArrayList<>(), ways);
            } else {
                ways.add(condition(Collections.nCopies(columns, Match.EQUAL)));
                ways.add(mayMatch(variable));
            }
            RexNode unknown = rex.makeNullLiteral(subquery.getType());
            List<RexNode> some = ways.subList(1, ways.size());
            RexNode otherwise = some.isEmpty()
                    ? rex.makeLiteral(false)
                    : rex.makeCall(
                            SqlStdOperatorTable.CASE,
                            RexUtil.composeDisjunction(rex, some),
                            unknown,
                            rex.makeLiteral(false));
            RexNode result = rex.makeCall(SqlStdOperatorTable.CASE, ways.get(0), rex.makeLiteral(true), otherwise);
            return RowTypes.restore(rex, result, subquery.getType());
        }

        /** The node's row as a correlated sub-query sees it; null if it does not. */
        private static @Nullable RexNode correlation(RelNode node, RexSubQuery subquery) {
            Set<CorrelationId> used = RelOptUtil.getVariablesUsed(subquery.rel);
            used.retainAll(node.getVariablesSet());
            boolean single = node.getInputs().size() == 1 && !used.isEmpty();
            return single
                    ? node.getCluster()
                            .getRexBuilder()
                            .makeCorrel(
                                    node.getInput(0).getRowType(),
                                    used.iterator().next())
                    : null;
        }

        /** Whether a row of a correlated sub-query is different in no column for certain, in one more sub-query. */
        private RexNode mayMatch(RexNode outer) {
            List<RexNode> conditions = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                RexNode operand = subquery.getOperands().get(i).accept(new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef reference) {
                        return rex.makeFieldAccess(outer, reference.getIndex());
                    }
                });
                RexNode column = rex.makeInputRef(fields.get(i).getType(), i);
                conditions.add(rex.makeCall(
                        SqlStdOperatorTable.IS_NOT_FALSE, rex.makeCall(SqlStdOperatorTable.EQUALS, operand, column)));
            }
            return RexSubQuery.exists(LogicalFilter.create(subquery.rel, RexUtil.composeConjunction(rex, conditions)));
        }

        /** Adds a condition for each way to go on; the first of all has equalities only. */
        private void addWays(List<Match> begun, List<RexNode> ways) {
            int column = begun.size();
            if (column == fields.size()) {
                ways.add(condition(begun));
                return;
            }
            for (Match match : Match.values()) {
                boolean possible = switch (match) {
                    case EQUAL -> true;
                    case OPERAND_IS_NULL ->
                        subquery.getOperands().get(column).getType().isNullable();
                    case COLUMN_IS_NULL -> fields.get(column).getType().isNullable();
                };
                if (possible) {
                    List<Match> longer = new ArrayList<>(begun);
                    longer.add(match);
                    addWays(longer, ways);
                }
            }
        }

        private RexNode condition(List<Match> matches) {
            List<RexNode> conditions = new ArrayList<>();
            List<RexNode> operands = new ArrayList<>();
            List<RexNode> rows = new ArrayList<>();
            List<RexNode> columns = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < matches.size(); i++) {
                RexNode operand = subquery.getOperands().get(i);
                RexNode column = rex.makeInputRef(fields.get(i).getType(), i);
                switch (matches.get(i)) {
                    case EQUAL -> {
                        operands.add(operand);
                        columns.add(column);
                        names.add(fields.get(i).getName());
                        rows.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, column));
                    }
                    case OPERAND_IS_NULL -> conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, operand));
                    case COLUMN_IS_NULL -> rows.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, column));
                    default -> throw new IllegalStateException("Unknown match: " + matches.get(i));
                }
            }
            RelNode kept = rows.isEmpty()
                    ? subquery.rel
                    : LogicalFilter.create(subquery.rel, RexUtil.composeConjunction(rex, rows));
            if (operands.isEmpty()) {
                conditions.add(RexSubQuery.exists(kept));
            } else {
                RelNode projected = LogicalProject.create(kept, List.of(), columns, names, Set.of());
                RexNode in = RexSubQuery.in(projected, ImmutableList.copyOf(operands));
                conditions.add(rex.makeCall(SqlStdOperatorTable.IS_TRUE, in));
            }
            return RexUtil.composeConjunction(rex, conditions);
        }
    }
}
