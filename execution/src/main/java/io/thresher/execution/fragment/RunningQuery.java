package io.thresher.execution.fragment;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A started plan and its rows. One thread reads it; any thread may cancel through the query's token. */
public interface RunningQuery extends AutoCloseable {
    /** The result's columns. */
    List<Field> schema();

    /**
     * The next rows, or null at the end; blocks. The batch is FLAT in every column, has no selection, and is lent until the next
     * call or close. Rows wait in a bounded queue: a slow reader stops the scan.
     *
     * @throws io.thresher.error.EngineException what failed the query, QUERY_CANCELED, QUERY_TIMEOUT
     */
    @Nullable
    ColumnBatch next();

    /** What the plan's nodes did so far, for EXPLAIN ANALYZE and progress. */
    OperatorProfile profile(PlanNode node);

    /** What the reader should know of its rows: bad values made NULL or left out with their row, a sentence a table. */
    List<String> warnings();

    /** Share of the splits of all scans done, 0 to 1, for progress bars. */
    double progress();

    /** Stops what still runs, waits for it, and frees all that the run held. */
    @Override
    void close();
}
