package io.thresher.jdbc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.calcite.avatica.remote.AvaticaHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one JDBC connection: as many as have calls under way at a time, mostly one. A call is never sent twice, because
 * a repeated fetch would skip rows. Thread-safe.
 */
final class HttpTransport implements AvaticaHttpClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;

    private final String host;
    private final int port;
    private final String connectionId;
    private final ConcurrentLinkedDeque<HttpChannel> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpChannel> all = ConcurrentHashMap.newKeySet();
    private volatile int timeoutMillis;
    private volatile boolean closed;

    HttpTransport(String host, int port, String connectionId) {
        this.host = host;
        this.port = port;
        this.connectionId = connectionId;
    }

    /** The server's address for messages. */
    String address() {
        return host + ":" + port;
    }

    /** Limits how long a call waits for the server; 0 lifts the limit. */
    void limitWait(int millis) {
        this.timeoutMillis = millis;
    }

    @Override
    public byte[] send(byte[] request) {
        HttpChannel.Answer answer;
        try {
            answer = exchange("/", request, timeoutMillis);
        } catch (SQLException e) {
            throw Errors.unchecked(e);
        }
        // An error of the engine comes as a message with status 500; other failures are the HTTP layer's own.
        if (answer.status != 200 && answer.status != 500) {
            String text = new String(answer.body, StandardCharsets.UTF_8);
            throw Errors.unchecked(new SQLException("Request refused by " + address() + ": " + text, "08004"));
        }
        return answer.body;
    }

    /** The text that a call beside Avatica's protocol answers, or null if the server does not know what it is about. */
    @Nullable
    String call(String path, int callTimeoutMillis) throws SQLException {
        HttpChannel.Answer answer = exchange(path, new byte[0], callTimeoutMillis);
        checkEngineError(answer);
        return answer.status == 200 ? new String(answer.body, StandardCharsets.UTF_8) : null;
    }

    /**
     * The statement's next rows as a {@link RowFrame}, or null if the server gives them by Avatica's call only.
     *
     * @throws RuntimeException that {@link Errors} makes an SQLException of: why the query failed
     */
    byte @Nullable [] fetch(int statementId, long offset, int rows) {
        String path = "/v1/statement/fetch?connection=" + connectionId + "&statement=" + statementId + "&offset="
                + offset + "&rows=" + rows;
        try {
            HttpChannel.Answer answer = exchange(path, new byte[0], timeoutMillis);
            checkEngineError(answer);
            return answer.status == 200 ? answer.body : null;
        } catch (SQLException e) {
            throw Errors.unchecked(e);
        }
    }

    private static void checkEngineError(HttpChannel.Answer answer) throws SQLException {
        String text = answer.status == 400 ? new String(answer.body, StandardCharsets.UTF_8) : "";
        if (text.length() > 6) {
            // An error's SQLSTATE and message.
            throw new SQLException(text.substring(6), text.substring(0, 5));
        }
    }

    private HttpChannel.Answer exchange(String path, byte[] body, int callTimeoutMillis) throws SQLException {
        HttpChannel channel = idle.pollFirst();
        try {
            if (channel == null) {
                channel = open(callTimeoutMillis);
            }
            HttpChannel.Answer answer = channel.post(path, body, callTimeoutMillis);
            if (channel.isReusable() && !closed) {
                idle.addFirst(channel);
            } else {
                drop(channel);
            }
            return answer;
        } catch (IOException e) {
            drop(channel);
            throw failure(e);
        }
    }

    private HttpChannel open(int callTimeoutMillis) throws IOException {
        int connectTimeout = callTimeoutMillis > 0 ? callTimeoutMillis : CONNECT_TIMEOUT_MILLIS;
        HttpChannel channel = new HttpChannel(host, port, connectionId, connectTimeout);
        all.add(channel);
        if (closed) {
            drop(channel);
            throw new IOException("Connection is closed");
        }
        return channel;
    }

    private SQLException failure(IOException e) {
        if (e instanceof ConnectException || e instanceof UnknownHostException) {
            return new SQLException("Cannot connect; is a Thresher server listening there? " + address(), "08001", e);
        }
        String reason = e instanceof SocketTimeoutException ? "no answer in time" : String.valueOf(e.getMessage());
        return new SQLException("Connection to " + address() + " lost: " + reason, "08006", e);
    }

    private void drop(@Nullable HttpChannel channel) {
        if (channel == null) {
            return;
        }
        all.remove(channel);
        try {
            channel.close();
        } catch (IOException e) {
            // The socket is given up either way.
            return;
        }
    }

    /** Closes all sockets; calls under way fail. */
    void close() {
        closed = true;
        all.forEach(this::drop);
    }
}
