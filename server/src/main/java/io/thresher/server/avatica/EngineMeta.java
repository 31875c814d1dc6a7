package io.thresher.server.avatica;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.PreparedQuery;
import io.thresher.server.query.QueryExecution;
import io.thresher.server.query.QueryManager;
import io.thresher.server.query.ResultRows;
import io.thresher.server.query.RowFrame;
import io.thresher.server.session.Session;
import io.thresher.server.session.SessionRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.avatica.MetaImpl;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.NoSuchStatementException;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Avatica's calls, mapped to sessions and query runs. A result is pulled a frame at a time: what the client does not fetch is not
 * computed. Thread-safe.
 */
@SuppressWarnings("NullAway") // MetaImpl is made for a connection that a server does not have.
public final class EngineMeta extends MetaImpl {
    private static final int DEFAULT_FRAME_ROWS = 4096;
    /** Few: our own driver asks for the others as frames, which are cheaper. */
    private static final int FIRST_FRAME_ROWS = 256;

    private static final String TOKEN = "thresher.token";
    private static final int MAX_FRAME_ROWS = 65_536;

    private final QueryManager queries;
    private final SessionRegistry sessions;
    private final CatalogListing listing;
    private final ConcurrentHashMap<String, OpenConnection> connections = new ConcurrentHashMap<>();

    /** Serves the queries of {@code queries} to the sessions of {@code sessions}. */
    public EngineMeta(QueryManager queries, SessionRegistry sessions, CatalogListing listing) {
        super(null);
        this.queries = queries;
        this.sessions = sessions;
        this.listing = listing;
    }

    // ---------------------------------------------------------------- connections

    @Override
    public void openConnection(ConnectionHandle handle, Map<String, String> info) {
        if (handle.id == null || handle.id.isEmpty()) {
            throw new EngineException(ErrorCode.PROTOCOL_VIOLATION, "Connection without an id");
        }
        Map<String, String> properties = info == null ? Map.of() : info;
        Session session =
                sessions.open(handle.id, properties.getOrDefault("user", ""), properties.getOrDefault(TOKEN, ""));
        boolean exactTimes = properties.containsKey("thresher_driver");
        connections.put(handle.id, new OpenConnection(session, exactTimes));
        try {
            properties.forEach((key, value) -> {
                if (key.equals("thresher.schema")) {
                    queries.useSchema(session, value);
                } else if (key.startsWith("thresher.") && !key.equals(TOKEN)) {
                    queries.setOption(session, key.substring("thresher.".length()), value);
                }
            });
        } catch (RuntimeException e) {
            closeConnection(handle);
            throw e;
        }
    }

    @Override
    public void closeConnection(ConnectionHandle handle) {
        if (handle.id == null) {
            return;
        }
        sessions.close(handle.id);
        OpenConnection connection = connections.remove(handle.id);
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public ConnectionProperties connectionSync(ConnectionHandle handle, ConnectionProperties wanted) {
        OpenConnection connection = connection(handle.id);
        Session session = connection.session();
        // A client repeats the schema it set last, even if USE has changed it since.
        if (connection.wishesSchema(wanted.getSchema())) {
            queries.useSchema(session, wanted.getSchema());
        }
        org.apache.calcite.avatica.ConnectionPropertiesImpl answer =
                new org.apache.calcite.avatica.ConnectionPropertiesImpl();
        answer.setAutoCommit(wanted.isAutoCommit() == null || wanted.isAutoCommit());
        answer.setReadOnly(wanted.isReadOnly() != null && wanted.isReadOnly());
        answer.setTransactionIsolation(
                wanted.getTransactionIsolation() == null
                        ? java.sql.Connection.TRANSACTION_NONE
                        : wanted.getTransactionIsolation());
        answer.setCatalog("");
        answer.setSchema(session.schema());
        answer.setDirty(false);
        return answer;
    }

    private OpenConnection connection(@Nullable String id) {
        OpenConnection connection = id == null ? null : connections.get(id);
        if (connection == null || sessions.find(id) == null) {
            throw new NoSuchConnectionException("Connection not found: " + id);
        }
        return connection;
    }

    /** Whether the connection is open. */
    boolean isOpen(String connectionId) {
        return sessions.find(connectionId) != null && connections.containsKey(connectionId);
    }

    /** The connection's current schema. */
    String schema(String connectionId) {
        return connection(connectionId).session().schema();
    }

    /** Changes the connection's schema. */
    void useSchema(String connectionId, String schema) {
        queries.useSchema(connection(connectionId).session(), schema);
    }

    /** The open statement, or null. */
    @Nullable
    OpenStatement findStatement(String connectionId, int statementId) {
        OpenConnection connection = connections.get(connectionId);
        return connection == null ? null : connection.statement(statementId);
    }

    private OpenStatement statement(StatementHandle handle) throws NoSuchStatementException {
        OpenStatement statement = connection(handle.connectionId).statement(handle.id);
        if (statement == null) {
            throw new NoSuchStatementException(handle);
        }
        return statement;
    }

    // ---------------------------------------------------------------- statements

    @Override
    public StatementHandle createStatement(ConnectionHandle handle) {
        return new StatementHandle(
                handle.id, connection(handle.id).openStatement(null).id(), null);
    }

    @Override
    public void closeStatement(StatementHandle handle) {
        OpenConnection connection = handle.connectionId == null ? null : connections.get(handle.connectionId);
        if (connection != null) {
            connection.closeStatement(handle.id);
        }
    }

    @Override
    public StatementHandle prepare(ConnectionHandle handle, String sql, long maxRowCount) {
        OpenConnection connection = connection(handle.id);
        PreparedQuery prepared = queries.prepare(connection.session(), sql == null ? "" : sql);
        OpenStatement statement = connection.openStatement(sql);
        Signature signature = ResultColumns.signature(sql, prepared.fields(), prepared.parameterTypes());
        return new StatementHandle(handle.id, statement.id(), signature);
    }

    @Override
    @Deprecated
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, PrepareCallback callback)
            throws NoSuchStatementException {
        return prepareAndExecute(handle, sql, maxRowCount, DEFAULT_FRAME_ROWS, callback);
    }

    @Override
    public ExecuteResult prepareAndExecute(
            StatementHandle handle, String sql, long maxRowCount, int maxRowsInFirstFrame, PrepareCallback callback)
            throws NoSuchStatementException {
        return run(handle, statement(handle), sql, List.of(), maxRowCount, maxRowsInFirstFrame);
    }

    @Override
    @Deprecated
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, long maxRowCount)
            throws NoSuchStatementException {
        return execute(handle, parameters, DEFAULT_FRAME_ROWS);
    }

    @Override
    public ExecuteResult execute(StatementHandle handle, List<TypedValue> parameters, int maxRowsInFirstFrame)
            throws NoSuchStatementException {
        OpenStatement statement = statement(handle);
        String sql = statement.preparedSql();
        if (sql == null) {
            throw new NoSuchStatementException(handle);
        }
        return run(
                handle,
                statement,
                sql,
                Parameters.literals(parameters, connection(handle.connectionId).exactTimes()),
                -1,
                maxRowsInFirstFrame);
    }

    private ExecuteResult run(
            StatementHandle handle,
            OpenStatement statement,
            @Nullable String sql,
            List<Expression.Literal> parameters,
            long maxRowCount,
            int firstFrameRows) {
        Session session = connection(handle.connectionId).session();
        QueryExecution execution =
                queries.create(session, sql == null ? "" : sql, parameters, statement.timeoutMillis(), maxRowCount);
        statement.start(execution);
        execution.start();
        ResultRows rows = execution.rows();
        if (rows == null) {
            statement.end(execution);
            return new ExecuteResult(List.of(MetaResultSet.count(handle.connectionId, handle.id, 0)));
        }
        Signature signature = ResultColumns.signature(sql, rows.fields(), Collections.emptyList());
        statement.describe(signature);
        Frame frame = frame(
                statement,
                execution,
                firstFrameRows <= 0 ? FIRST_FRAME_ROWS : Math.min(firstFrameRows, FIRST_FRAME_ROWS));
        return new ExecuteResult(
                List.of(MetaResultSet.create(handle.connectionId, handle.id, false, signature, frame)));
    }

    @Override
    public ExecuteBatchResult prepareAndExecuteBatch(StatementHandle handle, List<String> sqlCommands)
            throws NoSuchStatementException {
        long[] updateCounts = new long[sqlCommands.size()];
        for (String sql : sqlCommands) {
            prepareAndExecute(handle, sql, -1, DEFAULT_FRAME_ROWS, null);
            statement(handle).end();
        }
        return new ExecuteBatchResult(updateCounts);
    }

    @Override
    public ExecuteBatchResult executeBatch(StatementHandle handle, List<List<TypedValue>> parameterValues)
            throws NoSuchStatementException {
        long[] updateCounts = new long[parameterValues.size()];
        for (List<TypedValue> parameters : parameterValues) {
            execute(handle, parameters, DEFAULT_FRAME_ROWS);
            statement(handle).end();
        }
        return new ExecuteBatchResult(updateCounts);
    }

    @Override
    public Frame fetch(StatementHandle handle, long offset, int fetchMaxRowCount) throws NoSuchStatementException {
        OpenStatement statement = statement(handle);
        QueryExecution execution = statement.execution();
        if (execution == null) {
            return new Frame(offset, true, Collections.emptyList());
        }
        checkOffset(statement, offset);
        return frame(statement, execution, fetchMaxRowCount);
    }

    private static void checkOffset(OpenStatement statement, long offset) {
        if (offset != statement.fetchedRows()) {
            throw new EngineException(
                    ErrorCode.PROTOCOL_VIOLATION,
                    "Rows can only be fetched in order; run the statement again: " + offset);
        }
    }

    /** The next rows as our own driver reads them; null if the statement is unknown or its rows are not columnar. */
    byte @Nullable [] fetchFrame(String connectionId, int statementId, long offset, int maxRows) {
        OpenStatement statement = isOpen(connectionId) ? findStatement(connectionId, statementId) : null;
        QueryExecution execution = statement == null ? null : statement.execution();
        if (statement == null || execution == null || !execution.isColumnar()) {
            return null;
        }
        checkOffset(statement, offset);
        RowFrame frame = new RowFrame();
        boolean more = execution.fetchFrame(maxRows, frame);
        statement.addFetchedRows(frame.rowCount());
        if (!more) {
            statement.end(execution);
        }
        return frame.finish(!more);
    }

    private Frame frame(OpenStatement statement, QueryExecution execution, int wantedRows) {
        int rows = wantedRows <= 0 ? DEFAULT_FRAME_ROWS : Math.min(wantedRows, MAX_FRAME_ROWS);
        List<Object> values = new ArrayList<>(Math.min(rows, DEFAULT_FRAME_ROWS));
        long offset = statement.fetchedRows();
        boolean more = execution.fetch(rows, values);
        statement.addFetchedRows(values.size());
        if (!more) {
            statement.end(execution);
        }
        return new Frame(offset, !more, values);
    }

    @Override
    public boolean syncResults(StatementHandle handle, QueryState state, long offset) throws NoSuchStatementException {
        return statement(handle).execution() != null;
    }

    @Override
    public void commit(ConnectionHandle handle) {
        connection(handle.id);
    }

    @Override
    public void rollback(ConnectionHandle handle) {
        connection(handle.id);
    }

    // ---------------------------------------------------------------- what the catalog holds

    @Override
    public Map<DatabaseProperty, Object> getDatabaseProperties(ConnectionHandle handle) {
        Map<DatabaseProperty, Object> properties = new HashMap<>();
        for (DatabaseProperty property : DatabaseProperty.values()) {
            properties.put(property, property.defaultValue);
        }
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_NAME, "Thresher");
        properties.put(DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, "0.1.0");
        properties.put(DatabaseProperty.GET_DATABASE_MAJOR_VERSION, 0);
        properties.put(DatabaseProperty.GET_DATABASE_MINOR_VERSION, 1);
        return properties;
    }

    private MetaResultSet listed(String connectionId, CatalogListing.Listing rows) {
        // Complete in its first frame, so that nothing is left to be found again or to be closed.
        int statementId = connection(connectionId).nextStatementId();
        Signature signature = ResultColumns.signature(null, rows.fields(), List.of());
        return MetaResultSet.create(connectionId, statementId, true, signature, new Frame(0, true, rows.rows()));
    }

    @Override
    public MetaResultSet getCatalogs(ConnectionHandle handle) {
        return listed(handle.id, listing.catalogs());
    }

    @Override
    public MetaResultSet getSchemas(ConnectionHandle handle, String catalog, Pat schemaPattern) {
        return listed(handle.id, listing.schemas(schemaPattern.s));
    }

    @Override
    public MetaResultSet getTables(
            ConnectionHandle handle, String catalog, Pat schemaPattern, Pat tablePattern, List<String> typeList) {
        return listed(handle.id, listing.tables(schemaPattern.s, tablePattern.s, typeList));
    }

    @Override
    public MetaResultSet getColumns(
            ConnectionHandle handle, String catalog, Pat schemaPattern, Pat tablePattern, Pat columnPattern) {
        return listed(handle.id, listing.columns(schemaPattern.s, tablePattern.s, columnPattern.s));
    }

    @Override
    public MetaResultSet getTableTypes(ConnectionHandle handle) {
        return listed(handle.id, listing.tableTypes());
    }

    @Override
    public MetaResultSet getTypeInfo(ConnectionHandle handle) {
        return listed(handle.id, listing.typeInfo());
    }

    /** Ends the connection of a client that is gone. */
    void disconnected(String connectionId) {
        closeConnection(new ConnectionHandle(connectionId));
    }

    /** Closes the connections of sessions not heard of for {@code nanos}. */
    public void closeIdle(long nanos) {
        for (Session idle : sessions.idleFor(nanos)) {
            closeConnection(new ConnectionHandle(idle.id()));
        }
    }

    /** Stops every query and forgets every connection. */
    public void closeAll() {
        connections.keySet().forEach(id -> closeConnection(new ConnectionHandle(id)));
    }
}
