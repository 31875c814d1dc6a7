package io.thresher.server.session;

import io.thresher.config.EngineConfig;
import io.thresher.config.ServerOptions;
import io.thresher.config.SessionOptions;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sessions, at most a fixed number. Thread-safe. */
public final class SessionRegistry {
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final EngineConfig config;
    private final int maxSessions;

    /** Makes an empty registry; sessions start with the options of {@code config}. */
    public SessionRegistry(EngineConfig config) {
        this.config = config;
        this.maxSessions = config.value(ServerOptions.MAX_CONNECTIONS);
    }

    /**
     * Opens a session, or finds the one that is open under the id.
     *
     * @throws EngineException TOO_MANY_CONNECTIONS
     */
    public Session open(String id, String user) {
        if (sessions.size() >= maxSessions && !sessions.containsKey(id)) {
            throw new EngineException(
                    ErrorCode.TOO_MANY_CONNECTIONS,
                    "Too many connections; close some or raise server.max-connections, now " + maxSessions);
        }
        return sessions.computeIfAbsent(id, key -> new Session(key, user, new SessionOptions(config)));
    }

    /** The session of the id, or null. */
    public @Nullable Session find(String id) {
        Session session = sessions.get(id);
        if (session != null) {
            session.touch();
        }
        return session;
    }

    /** Forgets a session; null if there is none. */
    public @Nullable Session close(String id) {
        return sessions.remove(id);
    }

    /** The sessions not heard of for {@code nanos}. */
    public List<Session> idleFor(long nanos) {
        return sessions.values().stream().filter(s -> s.idleNanos() > nanos).toList();
    }

    /** The number of open sessions. */
    public int size() {
        return sessions.size();
    }
}
