package io.thresher.server.netty;

/** Answers HTTP requests, on worker threads; may block. Thread-safe. Must not throw. */
public interface RequestHandler {
    /** Answers a request; {@code path} is the raw path with its query string. */
    Response handle(String method, String path, byte[] body);

    /** Whether a request is answered without waiting for a query, such as one that cancels it. */
    boolean isQuick(String path);

    /** The last socket that named this connection in its requests is gone: its client will not come back. */
    void disconnected(String connectionId);

    /** An answer: HTTP status, content type and body. */
    @SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
    record Response(int status, String contentType, byte[] body) {}
}
