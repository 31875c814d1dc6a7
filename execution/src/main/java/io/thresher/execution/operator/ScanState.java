package io.thresher.execution.operator;

import io.thresher.execution.plan.ScanNode;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tasks of one scan share: its splits, its row limit and its progress. Thread-safe. */
public final class ScanState implements AutoCloseable {
    private final ScanNode node;
    private final QueryContext context;
    private final Supplier<List<ColumnPredicate>> runtimePredicates;
    private final RowLimit limit;
    private final AtomicLong splitsStarted = new AtomicLong();
    private final AtomicLong bytesDone = new AtomicLong();
    private final AtomicLong rowsDone = new AtomicLong();
    private @Nullable ScanRequest request;
    private @Nullable SplitSource splits;
    private volatile boolean exhausted;

    /**
     * Makes the state of a run of {@code node}. Files are listed when the first task asks for a split; then
     * {@code runtimePredicates} is asked for what else is known of the rows wanted, such as the keys of a join's build side.
     */
    public ScanState(ScanNode node, QueryContext context, Supplier<List<ColumnPredicate>> runtimePredicates) {
        this.node = node;
        this.context = context;
        this.runtimePredicates = runtimePredicates;
        this.limit = new RowLimit(0, node.limit());
    }

    ScanNode node() {
        return node;
    }

    synchronized ScanRequest request() {
        if (request == null) {
            List<ColumnPredicate> predicates = new ArrayList<>(node.predicates());
            predicates.addAll(runtimePredicates.get());
            // With a filter the reader cannot know how many rows are enough; the limit is then kept here.
            long readerLimit = node.filter() == null ? node.limit() : Long.MAX_VALUE;
            request = new ScanRequest(
                    node.table(),
                    node.columns(),
                    predicates,
                    readerLimit,
                    context.cancellation()::check,
                    context.storeUse());
        }
        return request;
    }

    QueryContext context() {
        return context;
    }

    RowLimit limit() {
        return limit;
    }

    /** The next split, or null when there are no more or enough rows were read. */
    @Nullable
    Split nextSplit() {
        if (exhausted || limit.isReached()) {
            return null;
        }
        Split split = source().next();
        if (split == null) {
            exhausted = true;
        } else {
            splitsStarted.incrementAndGet();
        }
        return split;
    }

    ScanMetrics metrics() {
        return source().metrics();
    }

    private synchronized SplitSource source() {
        if (splits == null) {
            splits = context.scanner().splits(request());
        }
        return splits;
    }

    void splitDone(Split split) {
        bytesDone.addAndGet(Math.max(0, split.length()));
        rowsDone.addAndGet(Math.max(0, split.rowCount()));
    }

    /** Share of the table that was read, 0 to 1, as far as its statistics tell. */
    public double progress() {
        if (exhausted || limit.isReached()) {
            return 1;
        }
        long rows = node.table().statistics().rowCount();
        long bytes = node.table().statistics().fileBytes();
        double byRows = rows > 0 ? (double) rowsDone.get() / rows : 0;
        double byBytes = bytes > 0 ? (double) bytesDone.get() / bytes : 0;
        return Math.min(1, Math.max(byRows, byBytes));
    }

    /** What was read and what was skipped, each "name: text". */
    public synchronized List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (splits == null) {
            return remarks;
        }
        ScanMetrics metrics = splits.metrics();
        add(remarks, "splits: ", splitsStarted.get());
        add(remarks, "files: ", metrics.files.sum());
        add(remarks, "partitions pruned: ", metrics.partitionsPruned.sum());
        add(remarks, "row groups: ", metrics.rowGroups.sum());
        add(remarks, "row groups pruned: ", metrics.rowGroupsPruned.sum());
        add(remarks, "pages skipped: ", metrics.pagesSkipped.sum());
        add(remarks, "bytes read: ", metrics.bytesRead.sum());
        add(remarks, "columns from memory: ", metrics.storedColumns.sum());
        add(remarks, "columns kept in memory: ", metrics.loadedColumns.sum());
        add(remarks, "blocks skipped: ", metrics.blocksSkipped.sum());
        add(remarks, "bad rows: ", metrics.badRows.sum());
        add(remarks, "bad values: ", metrics.badValues.sum());
        return remarks;
    }

    /** What was left out or made NULL because it did not fit its type, a sentence a kind. */
    public synchronized List<String> warnings() {
        if (splits == null) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        String table = " in " + node.table().name() + ": ";
        add(
                warnings,
                "Rows left out because a value did not fit its type" + table,
                splits.metrics().badRows.sum());
        add(
                warnings,
                "Values made NULL because they did not fit their type" + table,
                splits.metrics().badValues.sum());
        return warnings;
    }

    private static void add(List<String> remarks, String name, long value) {
        if (value != 0) {
            remarks.add(name + value);
        }
    }

    @Override
    public synchronized void close() {
        exhausted = true;
        if (splits != null) {
            splits.close();
        }
    }
}
