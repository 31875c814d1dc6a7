package io.thresher.planner;

import com.google.common.collect.ImmutableSet;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Calcite's converter, which reads LEFT SEMI JOIN and LEFT ANTI JOIN but does not convert them: they become EXISTS. */
final class EngineConverter extends SqlToRelConverter {
    private final Map<SqlNode, JoinType> semiJoins = new IdentityHashMap<>();

    EngineConverter(
            EngineValidator validator,
            CalciteCatalogReader reader,
            RelOptCluster cluster,
            SqlToRelConverter.Config config) {
        super(
                (rowType, queryString, schemaPath, viewPath) -> {
                    throw new IllegalStateException("There are no views");
                },
                validator,
                reader,
                cluster,
                EngineConvertletTable.INSTANCE,
                config);
    }

    @Override
    protected void convertFrom(Blackboard blackboard, @Nullable SqlNode from, @Nullable List<String> names) {
        if (from instanceof SqlJoin) {
            SqlJoin join = (SqlJoin) from;
            JoinType type = join.getJoinType();
            if (type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN) {
                // Calcite throws for the type before it asks for the join.
                semiJoins.put(join, type);
                join.setOperand(2, JoinType.INNER.symbol(join.getParserPosition()));
            }
        }
        super.convertFrom(blackboard, from, names);
    }

    @Override
    protected RelNode createJoin(
            Blackboard blackboard, RelNode left, RelNode right, RexNode condition, JoinRelType type) {
        JoinType semi = blackboard.scope == null ? null : semiJoins.get(blackboard.scope.getNode());
        return semi == null
                ? super.createJoin(blackboard, left, right, condition, type)
                : exists(left, right, condition, semi == JoinType.LEFT_ANTI_JOIN);
    }

    private RelNode exists(RelNode left, RelNode right, RexNode condition, boolean negated) {
        if (isCorrelated(condition)) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "Condition of a semi-join or anti-join has a correlated sub-query; write WHERE EXISTS instead");
        }
        CorrelationId id = cluster.createCorrel();
        RexNode row = rexBuilder.makeCorrel(left.getRowType(), id);
        int leftCount = left.getRowType().getFieldCount();
        RexNode matches = condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < leftCount
                        ? rexBuilder.makeFieldAccess(row, ref.getIndex())
                        : rexBuilder.makeInputRef(right, ref.getIndex() - leftCount);
            }
        });
        RexNode exists = RexSubQuery.exists(LogicalFilter.create(right, matches));
        RexNode kept = negated ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, exists) : exists;
        return LogicalFilter.create(left, kept, ImmutableSet.of(id));
    }

    private static boolean isCorrelated(RexNode condition) {
        boolean[] correlated = new boolean[1];
        condition.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                correlated[0] |= !RelOptUtil.getVariablesUsed(subQuery.rel).isEmpty();
                return super.visitSubQuery(subQuery);
            }
        });
        return correlated[0];
    }
}
