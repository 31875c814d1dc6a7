package io.thresher.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.jspecify.annotations.Nullable;

/** A connection that also knows the server's side endpoints for what Avatica's protocol lacks: cancel and time-out. */
final class ThresherConnection extends AvaticaConnection {
    private static final int SIDE_CALL_TIMEOUT_MILLIS = 10_000;

    private final String serverUrl;

    ThresherConnection(UnregisteredDriver driver, AvaticaFactory factory, String url, Properties info) {
        super(driver, factory, url, info);
        this.serverUrl = info.getProperty("url", "");
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
            throw Errors.fromServer(e);
        }
    }

    @Override
    public String nativeSQL(String sql) {
        return sql;
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (isClosed()) {
            return false;
        }
        try {
            return sideCall("v1/session/ping?connection=" + encode(id), timeoutSeconds * 1000) != null;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Stops what the statement runs on the server; safe from any thread while the statement waits for it. */
    void cancelStatement(int statementId) throws SQLException {
        sideCall("v1/statement/cancel?connection=" + encode(id) + "&statement=" + statementId, 0);
    }

    /** Limits the time of the statement's next executions on the server; 0 lifts the limit. */
    void limitStatement(int statementId, long timeoutMillis) throws SQLException {
        sideCall(
                "v1/statement/timeout?connection=" + encode(id) + "&statement=" + statementId + "&millis="
                        + timeoutMillis,
                0);
    }

    /** Share of the statement's input read, 0 to 1. */
    double statementProgress(int statementId) throws SQLException {
        String answer = sideCall("v1/statement/progress?connection=" + encode(id) + "&statement=" + statementId, 0);
        return answer == null ? 1 : Double.parseDouble(answer);
    }

    /** The answer's text, or null if the server does not know the call's statement. */
    private @Nullable String sideCall(String pathAndQuery, int timeoutMillis) throws SQLException {
        try {
            HttpURLConnection call = (HttpURLConnection)
                    URI.create(serverUrl + pathAndQuery).toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setConnectTimeout(timeoutMillis > 0 ? timeoutMillis : SIDE_CALL_TIMEOUT_MILLIS);
            call.setReadTimeout(timeoutMillis > 0 ? timeoutMillis : SIDE_CALL_TIMEOUT_MILLIS);
            call.getOutputStream().close();
            if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return null;
            }
            try (InputStream answer = call.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new SQLException("Server not reachable: " + publicUrl(), "08006", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
