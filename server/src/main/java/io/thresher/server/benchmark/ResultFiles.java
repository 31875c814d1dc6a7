package io.thresher.server.benchmark;

import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.report.BenchmarkResult;
import io.thresher.server.benchmark.report.ResultChart;
import io.thresher.server.benchmark.report.ResultJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the files of a result, named after suite, scale and time. */
final class ResultFiles {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private ResultFiles() {}

    static void write(BenchmarkResult result, Path folder, Console console) throws IOException {
        Files.createDirectories(folder);
        String name = result.suite() + "-" + result.scale() + "-" + STAMP.format(result.started());
        Path json = folder.resolve(name + ".json");
        Path chart = folder.resolve(name + ".svg");
        Files.writeString(json, ResultJson.of(result), StandardCharsets.UTF_8);
        Files.writeString(chart, ResultChart.of(result), StandardCharsets.UTF_8);
        console.say("Results: " + json);
        console.say("Chart:   " + chart);
    }
}
