package io.thresher.server.benchmark.report;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An engine at one query: its times by mode, and what was wrong, an error or another answer than Thresher's. */
public record EngineResult(Map<Mode, Times> times, @Nullable String problem) {
    public Optional<Times> times(Mode mode) {
        return Optional.ofNullable(times.get(mode));
    }
}
