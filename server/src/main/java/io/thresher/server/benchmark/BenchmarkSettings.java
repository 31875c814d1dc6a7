package io.thresher.server.benchmark;

import io.thresher.server.benchmark.engine.EngineLimits;
import io.thresher.server.benchmark.suite.Suite;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user asks for: a suite at a scale (as written), the folder for data and results, engines to compare with, queries (none is all),
 * and how often each is timed, after so many runs to warm up; {@code coldRuns} 0 leaves the cold ones out, {@code memoryStore} false those with Thresher's memory store.
 * {@code mainClass} is the launcher's, {@code serverArguments} go to the server that it starts.
 */
public record BenchmarkSettings(
        Suite suite,
        String scale,
        Path data,
        List<String> against,
        List<String> queries,
        int runs,
        int warmUpRuns,
        int coldRuns,
        boolean memoryStore,
        EngineLimits limits,
        List<Path> driverJars,
        boolean byRatio,
        String mainClass,
        List<String> serverArguments) {

    double scaleFactor() {
        return Double.parseDouble(scale);
    }
}
