package io.thresher.jdbc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/** A connection that also knows the server's side calls for what Avatica's protocol lacks: cancel, time-out, progress. */
final class ThresherConnection extends AvaticaConnection {
    private static final int SIDE_CALL_TIMEOUT_MILLIS = 10_000;

    private final String serverUrl;

    ThresherConnection(UnregisteredDriver driver, AvaticaFactory factory, String url, Properties info) {
        super(driver, factory, url, info);
        this.serverUrl = info.getProperty("url", "");
    }

    private HttpTransport transport() {
        return ((WireFactory.Wire) getService()).transport();
    }

    /** The URL under which users know this connection. */
    String publicUrl() {
        return ConnectionUrl.PREFIX + "//" + URI.create(serverUrl).getAuthority();
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        try {
            return super.prepareStatement(sql, type, concurrency, holdability);
        } catch (SQLException | RuntimeException e) {
            throw Errors.plain(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (isClosed()) {
            return;
        }
        try {
            super.close();
        } catch (SQLException | RuntimeException e) {
            // The server gone or the session expired: what was to be closed is closed.
            return;
        } finally {
            transport().close();
        }
    }

    /** Cuts the connection; calls under way fail, and the server frees what they held. */
    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        transport().close();
        close();
    }

    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        super.setNetworkTimeout(executor, milliseconds);
        transport().limitWait(milliseconds);
    }

    /** Changes the schema at once, as USE does; Avatica would wait for the next statement. */
    @Override
    public void setSchema(String schema) throws SQLException {
        checkOpen();
        sessionCall("use", "&schema=" + encode(schema), SIDE_CALL_TIMEOUT_MILLIS);
    }

    @Override
    public @Nullable String getSchema() throws SQLException {
        checkOpen();
        return sessionCall("schema", "", SIDE_CALL_TIMEOUT_MILLIS);
    }

    @Override
    public String nativeSQL(String sql) {
        return sql;
    }

    @Override
    public Map<String, Class<?>> getTypeMap() {
        return Map.of();
    }

    @Override
    public void setClientInfo(String name, String value) {
        // The server keeps no such notes; failing would stop tools that always leave their name.
    }

    @Override
    public void setClientInfo(Properties properties) {
        // As above.
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw new SQLException("Time-out must not be negative: " + timeoutSeconds, "22023");
        }
        if (isClosed()) {
            return false;
        }
        try {
            int millis = timeoutSeconds == 0 ? SIDE_CALL_TIMEOUT_MILLIS : timeoutSeconds * 1000;
            return sessionCall("ping", "", millis) != null;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Stops what the statement runs on the server; safe from any thread while the statement waits for it. */
    void cancelStatement(int statementId) throws SQLException {
        sideCall("cancel", statementId, "");
    }

    /** Limits the time of the statement's next executions on the server; 0 lifts the limit. */
    void limitStatement(int statementId, long timeoutMillis) throws SQLException {
        sideCall("timeout", statementId, "&millis=" + timeoutMillis);
    }

    /** Share of the statement's input read, 0 to 1. */
    double statementProgress(int statementId) throws SQLException {
        String answer = sideCall("progress", statementId, "");
        return answer == null ? 1 : Double.parseDouble(answer);
    }

    /** What the statement's last execution has to warn of. */
    List<String> statementWarnings(int statementId) throws SQLException {
        String answer = sideCall("warnings", statementId, "");
        return answer == null || answer.isEmpty() ? List.of() : List.of(answer.split("\n", -1));
    }

    /** The answer's text, or null if the server does not know the statement. */
    private @Nullable String sideCall(String name, int statementId, String more) throws SQLException {
        String path = "/v1/statement/" + name + "?connection=" + encode(id) + "&statement=" + statementId + more;
        return transport().call(path, SIDE_CALL_TIMEOUT_MILLIS);
    }

    private @Nullable String sessionCall(String name, String more, int timeoutMillis) throws SQLException {
        return transport().call("/v1/session/" + name + "?connection=" + encode(id) + more, timeoutMillis);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
