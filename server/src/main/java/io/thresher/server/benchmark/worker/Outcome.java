package io.thresher.server.benchmark.worker;

import org.jspecify.annotations.Nullable;

/** How a run of a statement went: its time from the call to the last row read, the answer if it was asked for, or an error. */
public record Outcome(
        long nanos, @Nullable Answer answer, @Nullable String error) {
    static Outcome failed(String error) {
        return new Outcome(0, null, error);
    }
}
