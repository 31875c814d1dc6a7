package io.thresher.server.avatica;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our driver asks beside Avatica's protocol: cancel, time-out, ping, progress. Thread-safe. */
public interface SideCalls {
    /** Answers a call, or null if there is no such call or statement. */
    @Nullable
    String call(String route, Map<String, String> parameters);

    /** Ends a connection whose client is gone, with all it runs. */
    void disconnected(String connectionId);
}
