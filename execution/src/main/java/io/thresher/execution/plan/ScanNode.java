package io.thresher.execution.plan;

import io.thresher.execution.expression.Expression;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns {@code columns} (indexes in {@link Table#columns}) of a table. {@code predicates} may prune files, row
 * groups and pages; {@code filter}, over this node's output columns, is exact and applied while reading, or null.
 * {@code limit} rows are enough, {@link Long#MAX_VALUE} if all are wanted; it counts rows that pass the filter.
 */
public record ScanNode(
        Table table,
        List<Integer> columns,
        List<ColumnPredicate> predicates,
        @Nullable Expression filter,
        long limit,
        List<Field> outputSchema,
        double estimatedRows)
        implements PlanNode {
    public ScanNode {
        columns = List.copyOf(columns);
        predicates = List.copyOf(predicates);
        outputSchema = List.copyOf(outputSchema);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public <R> R accept(PlanVisitor<R> visitor) {
        return visitor.visitScan(this);
    }
}
