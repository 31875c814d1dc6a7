package io.thresher.server.query;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.server.session.Session;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement's run, from its text to its last row. Reaches exactly one terminal {@link QueryState}, and then holds nothing.
 * {@link #cancel} may come from any thread; everything else is for the thread that serves the statement's request.
 */
public final class QueryExecution {
    private static final Logger LOG = LoggerFactory.getLogger(QueryExecution.class);

    private final String id;
    private final Session session;
    private final String sql;
    private final List<Expression.Literal> parameters;
    private final long timeoutMillis;
    private final long startNanos = System.nanoTime();
    private final QueryManager manager;
    private final CancellationToken cancellation = new CancellationToken();
    private volatile QueryState state = QueryState.QUEUED;
    private List<String> warnings = List.of();
    private long rowsLeft;
    private long rowsFetched;
    private volatile @Nullable ResultRows rows;
    private @Nullable ScheduledFuture<?> timeout;

    QueryExecution(
            QueryManager manager,
            String id,
            Session session,
            String sql,
            List<Expression.Literal> parameters,
            long timeoutMillis,
            long maxRows) {
        this.manager = manager;
        this.id = id;
        this.session = session;
        this.sql = sql;
        this.parameters = List.copyOf(parameters);
        this.timeoutMillis = timeoutMillis;
        this.rowsLeft = maxRows < 0 ? Long.MAX_VALUE : maxRows;
    }

    public String id() {
        return id;
    }

    public Session session() {
        return session;
    }

    public String sql() {
        return sql;
    }

    List<Expression.Literal> parameters() {
        return parameters;
    }

    CancellationToken cancellation() {
        return cancellation;
    }

    public QueryState state() {
        return state;
    }

    /** Nanoseconds since the statement came in. */
    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /**
     * The result, or null if the statement returns no rows.
     *
     * @throws EngineException QUERY_CANCELED if the run was closed meanwhile
     */
    public synchronized @Nullable ResultRows rows() {
        if (rows == null) {
            cancellation.check();
        }
        return rows;
    }

    /** What is to be known of the rows fetched: those left out, for instance. Complete when the run has ended. */
    public synchronized List<String> warnings() {
        ResultRows current = rows;
        return current == null ? warnings : current.warnings();
    }

    /** Share of the work done, 0 to 1. */
    public double progress() {
        ResultRows current = rows;
        return current == null ? (state.isTerminal() ? 1 : 0) : current.progress();
    }

    /**
     * Plans the statement and starts it; commands are done when this returns.
     *
     * @throws EngineException why it failed; the state is then FAILED or CANCELED
     */
    public synchronized void start() {
        if (state.isTerminal()) {
            // Closed before it began, by another request on its statement or because the client is gone.
            throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled before it was started");
        }
        moveTo(QueryState.PLANNING);
        try {
            if (timeoutMillis > 0) {
                timeout = manager.after(
                        timeoutMillis,
                        () -> cancellation.cancel(new EngineException(
                                ErrorCode.QUERY_TIMEOUT,
                                "Query timed out; raise the time-out or query.timeout, now " + timeoutMillis + " ms")));
            }
            ResultRows result = manager.run(this);
            rows = result;
            cancellation.check();
            moveTo(QueryState.RUNNING);
            if (result.fields().isEmpty()) {
                end(QueryState.FINISHED);
            }
        } catch (Throwable e) { // The server boundary: whatever it is, the run ends and is told about.
            throw fail(e);
        }
    }

    /**
     * Adds up to {@code maxRows} rows to {@code target}; returns whether more may follow.
     *
     * @throws EngineException why the query failed
     */
    public synchronized boolean fetch(int maxRows, List<Object> target) {
        return fetch(maxRows, (source, limit) -> source.fetch(limit, target), target::size);
    }

    /** Whether {@link #fetchFrame} may be called. */
    public synchronized boolean isColumnar() {
        ResultRows current = rows;
        return current != null && current.isColumnar();
    }

    /** Like {@link #fetch}, into a frame. */
    public synchronized boolean fetchFrame(int maxRows, RowFrame frame) {
        return fetch(maxRows, (source, limit) -> source.fetchFrame(limit, frame), frame::rowCount);
    }

    private interface Fetch {
        boolean from(ResultRows source, int maxRows);
    }

    private boolean fetch(int maxRows, Fetch fetch, IntSupplier rowCount) {
        ResultRows current = rows;
        if (current == null) {
            cancellation.check();
            return false;
        }
        try {
            cancellation.check();
            int before = rowCount.getAsInt();
            boolean more = fetch.from(current, (int) Math.min(maxRows, rowsLeft));
            int fetched = rowCount.getAsInt() - before;
            rowsLeft -= fetched;
            rowsFetched += fetched;
            if (more && rowsLeft > 0) {
                return true;
            }
            end(QueryState.FINISHED);
            return false;
        } catch (Throwable e) { // The server boundary, as above.
            throw fail(e);
        }
    }

    /** Stops the run; the thread that serves it gets QUERY_CANCELED. */
    public void cancel() {
        if (!state.isTerminal()) {
            cancellation.cancel();
        }
    }

    /** Ends the run if it has not ended, and frees what it holds. */
    public void close() {
        if (!state.isTerminal()) {
            cancellation.cancel();
        }
        synchronized (this) {
            end(QueryState.FINISHED);
        }
    }

    private EngineException fail(Throwable thrown) {
        EngineException error = manager.engineException(thrown);
        LOG.info("Query {}: {} {}", id, error.code().sqlState(), error.getMessage());
        boolean canceled = error.code() == ErrorCode.QUERY_CANCELED || error.code() == ErrorCode.QUERY_TIMEOUT;
        try {
            end(canceled ? QueryState.CANCELED : QueryState.FAILED);
        } catch (RuntimeException e) {
            error.addSuppressed(e);
            LOG.error("Query {} did not end cleanly", id, e);
        }
        return error;
    }

    private void end(QueryState terminal) {
        QueryState before = state;
        if (before.isTerminal()) {
            return;
        }
        ScheduledFuture<?> pending = timeout;
        if (pending != null) {
            pending.cancel(false);
        }
        ResultRows current = rows;
        rows = null;
        try {
            if (current != null) {
                warnings = current.warnings();
                current.close();
            }
        } finally {
            moveTo(terminal);
            manager.ended(this);
            LOG.info("Query {} {} in {} ms, rows {}", id, terminal, elapsedNanos() / 1_000_000, rowsFetched);
        }
    }

    /** Every change of state goes through here: none leaves a terminal state. */
    private synchronized void moveTo(QueryState next) {
        state = state.isTerminal() ? state : next;
    }
}
