package io.thresher.server.avatica;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our driver asks beside Avatica's protocol: cancel, time-out, ping, progress, rows in a form of their own. Thread-safe. */
public interface SideCalls {
    /** Answers a call, or null if there is no such call or statement. */
    @Nullable
    String call(String route, Map<String, String> parameters);

    /** The statement's next rows as {@link io.thresher.server.query.RowFrame} lays them out; null if it must be asked by Avatica's call. */
    byte @Nullable [] fetch(Map<String, String> parameters);

    /** Ends a connection whose client is gone, with all it runs. */
    void disconnected(String connectionId);
}
