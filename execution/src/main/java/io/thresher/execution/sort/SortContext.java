package io.thresher.execution.sort;

import io.thresher.batch.DataType;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.RowBuffer;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import java.util.List;

/** What all parts of one sort share: types, key layout, memory and stop signal. Immutable. */
public final class SortContext {
    private final QueryContext query;
    private final List<DataType> types;
    private final SortKeyLayout layout;

    /** Sorts rows of {@code schema} by {@code keys}. */
    public SortContext(List<Field> schema, List<SortKey> keys, QueryContext query) {
        this.query = query;
        this.types = schema.stream().map(Field::type).toList();
        this.layout = new SortKeyLayout(keys, schema);
    }

    /** The query that sorts. */
    public QueryContext query() {
        return query;
    }

    /** Types of the rows' columns. */
    public List<DataType> types() {
        return types;
    }

    SortKeyLayout layout() {
        return layout;
    }

    SortedRun newRun() {
        return new SortedRun(
                new RowBuffer(types, query.memory()), new EntryBuffer(query.memory(), layout.entryBytes()));
    }

    /** Sorts the entries of a run. */
    void sort(SortedRun run) {
        EntryComparator comparator = new EntryComparator(layout, new SortedRows(List.of(run.rows())));
        EntrySorter.sort(run.entries(), layout, comparator, query.memory(), query.cancellation());
    }
}
