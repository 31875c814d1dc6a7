package io.thresher.server.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What is drawn in one colour: an engine in one mode as bars, and perhaps its cold medians as circles. */
record ChartSeries(String engine, Mode mode, String label, String color, String labelColor, boolean withCold) {
    private static final String DARK = "#333";
    private static final String OURS = "#1f5fa8";
    private static final String OURS_IN_MEMORY = "#8ab8e6";
    private static final List<String> OTHERS = List.of("#e0a800", "#c0504d", "#6a9a4b", "#8064a2", "#808080");

    static List<ChartSeries> of(BenchmarkResult result) {
        List<ChartSeries> series = new ArrayList<>();
        String ours = result.ours();
        series.add(new ChartSeries(ours, Mode.HOT, ours, OURS, "white", true));
        if (result.has(ours, Mode.MEMORY)) {
            series.add(new ChartSeries(ours, Mode.MEMORY, ours + ", memory store", OURS_IN_MEMORY, DARK, false));
        }
        for (int i = 0; i < result.peers().size(); i++) {
            String peer = result.peers().get(i);
            series.add(new ChartSeries(peer, Mode.HOT, peer, OTHERS.get(i % OTHERS.size()), DARK, true));
        }
        return series;
    }

    OptionalDouble bar(QueryResult query) {
        return query.millis(engine, mode);
    }

    OptionalDouble circle(QueryResult query) {
        return withCold ? query.millis(engine, Mode.COLD) : OptionalDouble.empty();
    }
}
