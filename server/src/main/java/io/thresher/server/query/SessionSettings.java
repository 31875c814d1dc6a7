package io.thresher.server.query;

import io.thresher.server.session.Session;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options in force for a session: its own over the server's. Thread-safe. */
public interface SessionSettings {
    /** What a query of the session may use. */
    Limits limits(Session session);

    /**
     * Checks and keeps a session's option.
     *
     * @throws io.thresher.error.EngineException OPTION_NOT_FOUND, INVALID_OPTION_VALUE, or READ_ONLY for an option that no session
     *     may change
     */
    void set(Session session, String name, String value);

    /** Gives an option, or all if {@code name} is null, the server's value back. */
    void reset(Session session, @Nullable String name);

    /** Name, value and description of an option, or of all if {@code name} is null. */
    List<Object[]> list(Session session, @Nullable String name);

    /** Threads, bytes and milliseconds (0 for no limit) that a query may use, and the time zone it runs in. */
    record Limits(int threads, long maxMemoryBytes, long timeoutMillis, ZoneId timeZone) {}
}
