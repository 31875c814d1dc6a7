package io.thresher.server.netty;

import java.util.concurrent.ConcurrentHashMap;

/** Counts the sockets of each client connection, to tell when the last one is gone. Thread-safe. */
final class OpenSockets {
    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

    void opened(String connectionId) {
        counts.merge(connectionId, 1, Integer::sum);
    }

    /** Whether this was the connection's last socket. */
    boolean closed(String connectionId) {
        return counts.computeIfPresent(connectionId, (id, count) -> count == 1 ? null : count - 1) == null;
    }
}
