package io.thresher.server.session;

import io.thresher.config.EngineConfig;
import io.thresher.config.ServerOptions;
import io.thresher.config.SessionOptions;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sessions, at most a fixed number. Thread-safe. */
public final class SessionRegistry {
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final EngineConfig config;
    private final int maxSessions;
    private final @Nullable String token;

    /** Makes an empty registry; sessions start with the options of {@code config}; who opens one must show {@code token}, if any. */
    public SessionRegistry(EngineConfig config, @Nullable String token) {
        this.token = token;
        this.config = config;
        this.maxSessions = config.value(ServerOptions.MAX_CONNECTIONS);
    }

    /**
     * Opens a session.
     *
     * @throws EngineException AUTHENTICATION_FAILED; TOO_MANY_CONNECTIONS; PROTOCOL_VIOLATION if one is open under the id
     */
    public Session open(String id, String user, String shownToken) {
        if (token != null && !MessageDigest.isEqual(bytes(token), bytes(shownToken))) {
            throw new EngineException(
                    ErrorCode.AUTHENTICATION_FAILED, "This server is for the process that started it; start your own");
        }
        if (sessions.size() >= maxSessions) {
            throw new EngineException(
                    ErrorCode.TOO_MANY_CONNECTIONS,
                    "Too many connections; close some or raise server.max-connections, now " + maxSessions);
        }
        Session session = new Session(id, user, new SessionOptions(config));
        if (sessions.putIfAbsent(id, session) != null) {
            throw new EngineException(ErrorCode.PROTOCOL_VIOLATION, "Connection id is in use; choose a random one");
        }
        return session;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
