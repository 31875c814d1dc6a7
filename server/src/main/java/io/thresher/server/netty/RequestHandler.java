package io.thresher.server.netty;

/** Answers HTTP requests, on worker threads; may block. Thread-safe. Must not throw. */
public interface RequestHandler {
    /** Answers a request; {@code path} is the raw path with its query string. */
    Response handle(String method, String path, byte[] body);

    /** An answer: HTTP status, content type and body. */
    record Response(int status, String contentType, byte[] body) {}
}
