package io.thresher.server.query;

import io.thresher.config.MemoryOptions;
import io.thresher.config.MemoryStoreOptions;
import io.thresher.config.QueryOptions;
import io.thresher.config.SessionOptions;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.fragment.RunningQuery;
import io.thresher.execution.fragment.StageRunner;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.planner.PlannerSession;
import io.thresher.planner.PreparedQuery;
import io.thresher.planner.SqlPlanner;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.server.session.Session;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.memorystore.TableCache;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans and starts statements and knows those that run. Thread-safe. */
public final class QueryManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryManager.class);
    private static final int MAX_QUERIES = 1000;
    private static final int MAX_QUERIES_PER_SESSION = 100;

    private final Services services;
    private final AtomicLong nextQuery = new AtomicLong();
    private final String serverStart = Long.toString(System.currentTimeMillis(), 36);
    private final ConcurrentHashMap<String, QueryExecution> running = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "thresher-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** What statements are run with. */
    public record Services(
            Catalog catalog,
            TableScanner scanner,
            SqlPlanner planner,
            StageRunner runner,
            MemoryPool memory,
            TableCache cache) {}

    /** Makes a manager without queries. */
    public QueryManager(Services services) {
        this.services = services;
        // Else every ended query stays referenced until its time-out would have come.
        timer.setRemoveOnCancelPolicy(true);
    }

    /**
     * Accepts a statement; {@link QueryExecution#start} runs it. {@code timeoutMillis} 0 means the session's; {@code maxRows} -1
     * means all.
     *
     * @throws EngineException QUERY_QUEUE_FULL
     */
    public QueryExecution create(
            Session session, String sql, List<Expression.Literal> parameters, long timeoutMillis, long maxRows) {
        long ofSession = running.values().stream()
                .filter(query -> query.session().equals(session))
                .count();
        if (ofSession >= MAX_QUERIES_PER_SESSION) {
            throw new EngineException(
                    ErrorCode.QUERY_QUEUE_FULL,
                    "Too many open results on this connection; close some, now " + MAX_QUERIES_PER_SESSION);
        }
        if (running.size() >= MAX_QUERIES) {
            throw new EngineException(
                    ErrorCode.QUERY_QUEUE_FULL,
                    "Too many open queries; retry later or close results, now " + MAX_QUERIES);
        }
        String id = serverStart + "_" + nextQuery.incrementAndGet();
        long timeout = timeoutMillis > 0
                ? timeoutMillis
                : session.options().value(QueryOptions.TIMEOUT).toMillis();
        QueryExecution execution = new QueryExecution(this, id, session, sql, parameters, timeout, maxRows);
        running.put(id, execution);
        return execution;
    }

    /** Parses and validates a statement without running it. */
    public PreparedQuery prepare(Session session, String sql) {
        try {
            return services.planner().prepare(sql, plannerSession(session, () -> {}, Instant.now()));
        } catch (StackOverflowError e) {
            throw engineException(e);
        }
    }

    /** Changes a session's schema; SCHEMA_NOT_FOUND if there is none of the name. */
    public void useSchema(Session session, String schema) {
        session.useSchema(services.catalog()
                .findSchema(schema)
                .orElseThrow(() -> new EngineException(ErrorCode.SCHEMA_NOT_FOUND, "Schema not found: " + schema)));
    }

    /** Changes a session's option. */
    public void setOption(Session session, String name, String value) {
        session.options().set(name, value);
    }

    /** Plans and runs; the rows, without columns if the statement returns none. */
    ResultRows run(QueryExecution execution) {
        Session session = execution.session();
        Instant start = Instant.now();
        PlannerSession planning =
                plannerSession(session, () -> execution.cancellation().check(), start);
        PlannedStatement statement = services.planner().plan(execution.sql(), execution.parameters(), planning);
        return statement.accept(new StatementRunner(services, session, new PlanStarter(execution, start)));
    }

    private PlannerSession plannerSession(Session session, Runnable stopCheck, Instant start) {
        ZoneId timeZone = session.options().value(QueryOptions.TIME_ZONE);
        return new PlannerSession(session.schema(), timeZone, session.user(), start, stopCheck);
    }

    /** Starts the plans of one statement. */
    final class PlanStarter {
        private final QueryExecution execution;
        private final Instant start;

        PlanStarter(QueryExecution execution, Instant start) {
            this.execution = execution;
            this.start = start;
        }

        /** Starts a plan as the session's options say; the answer owns the run and its memory. */
        StreamedRows start(PlanNode plan, List<Field> fields) {
            boolean stores = execution.session().options().value(MemoryStoreOptions.ENABLED);
            return start(plan, fields, stores ? StoreUse.AUTO : StoreUse.OFF);
        }

        /** As {@link #start(PlanNode, List)}, with the memory store used otherwise than the session says. */
        StreamedRows start(PlanNode plan, List<Field> fields, StoreUse storeUse) {
            Session session = execution.session();
            SessionOptions options = session.options();
            ZoneId timeZone = options.value(QueryOptions.TIME_ZONE);
            long maxBytes = options.value(MemoryOptions.QUERY_MAX_MEMORY).bytes();
            QueryMemory memory = services.memory().openQuery(execution.id(), maxBytes);
            try {
                EvaluationContext evaluation =
                        new EvaluationContext(memory, start, timeZone, session.user(), session.schema());
                QueryContext context = new QueryContext(
                        execution.id(),
                        memory,
                        execution.cancellation(),
                        evaluation,
                        services.scanner(),
                        storeUse,
                        options.value(QueryOptions.THREADS));
                RunningQuery query = services.runner().start(plan, context);
                return new StreamedRows(query, fields, timeZone, memory);
            } catch (RuntimeException | Error e) {
                memory.close();
                throw e;
            }
        }
    }

    ScheduledFuture<?> after(long millis, Runnable action) {
        return timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    void ended(QueryExecution execution) {
        running.remove(execution.id());
    }

    /** The statements accepted and not ended. */
    public List<QueryExecution> running() {
        return List.copyOf(running.values());
    }

    /** What a client may see of anything thrown. */
    EngineException engineException(Throwable thrown) {
        if (thrown instanceof EngineException error) {
            return error;
        }
        if (thrown instanceof StackOverflowError) {
            return new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX, "Statement nested too deeply; simplify it", thrown);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Server out of heap memory; raise -Xmx or retry later", thrown);
        }
        LOG.error("Internal error", thrown);
        return new EngineException(
                ErrorCode.INTERNAL_ERROR,
                "Internal error; please report it with the server's log: "
                        + thrown.getClass().getSimpleName(),
                thrown);
    }

    /** Stops all queries. */
    @Override
    public void close() {
        running.values().forEach(QueryExecution::close);
        timer.shutdownNow();
    }
}
