package io.thresher.execution.fragment;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.BreakerFactory;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ScanNode;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.storage.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pieces of plans and ways to run them, for tests. */
public final class PlanRuns {
    /** For plans without aggregations and joins. */
    public static final BreakerFactory NO_BREAKERS = new BreakerFactory() {
        @Override
        public PipelineBreaker aggregation(AggregateNode node, QueryContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PipelineBreaker setOperation(SetOperationNode node, QueryContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public JoinBridge join(JoinNode node, QueryContext context) {
            throw new UnsupportedOperationException();
        }
    };

    private PlanRuns() {}

    /** A scan of all columns. */
    public static ScanNode scan(Table table) {
        return scan(table, null, Long.MAX_VALUE);
    }

    public static ScanNode scan(Table table, @Nullable Expression filter, long limit) {
        List<Integer> columns = new ArrayList<>();
        List<Field> schema = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            columns.add(c);
            schema.add(new Field(
                    table.columns().get(c).name(), table.columns().get(c).type(), true));
        }
        return new ScanNode(table, columns, List.of(), filter, limit, schema, 1000);
    }

    public static Expression.ColumnReference column(int index, DataType type) {
        return new Expression.ColumnReference(index, type);
    }

    /** {@code column < value} for a BIGINT column. */
    public static Expression less(int column, long value) {
        return new Expression.Comparison(
                ComparisonOperator.LESS,
                column(column, DataType.BIGINT),
                new Expression.Literal(value, DataType.BIGINT));
    }

    /** All rows of a plan; the run is closed. */
    public static List<List<@Nullable Object>> run(StageRunner runner, PlanNode plan, QueryContext context) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RunningQuery query = runner.start(plan, context)) {
            for (ColumnBatch batch = query.next(); batch != null; batch = query.next()) {
                rows.addAll(BatchRows.rows(batch));
            }
        }
        return rows;
    }
}
