package io.thresher.server.benchmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes a result as a table of medians, with geometric means, what was wrong, and what the engines needed. */
public final class ResultTable {
    private static final String NOTHING = "-";

    private final BenchmarkResult result;
    private final List<TableColumn> columns = new ArrayList<>();

    public ResultTable(BenchmarkResult result) {
        this.result = result;
        for (Mode mode : Mode.values()) {
            columns.add(TableColumn.millis(result.ours(), mode));
            if (mode == Mode.HOT) {
                columns.add(TableColumn.spread(result.ours(), mode));
            }
        }
        for (String peer : result.peers()) {
            for (Mode mode : Mode.values()) {
                if (result.has(peer, mode)) {
                    columns.add(TableColumn.millis(peer, mode));
                    columns.add(TableColumn.ratio(result.ours(), peer, mode));
                }
            }
        }
    }

    /** The lines; {@code byRatio} puts first the queries in which Thresher is the furthest behind the first peer. */
    public List<String> lines(boolean byRatio) {
        List<String> lines = new ArrayList<>();
        lines.add(result.suite() + " at scale " + result.scale() + ", "
                + result.settings().entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", ")));
        lines.add(
                "Medians in ms; x: times as long as the other engine, so Thresher is faster where it is below 1; +-: how far the"
                        + " middle half of the runs is apart");
        lines.add("");
        lines.addAll(grid(byRatio));
        lines.addAll(problems());
        lines.add("");
        result.engines().forEach(engine -> lines.add(needs(engine)));
        return lines;
    }

    private List<String> grid(boolean byRatio) {
        TextGrid grid = new TextGrid();
        grid.addColumn("", "query");
        columns.forEach(column -> grid.addColumn(column.group(), column.title()));
        for (QueryResult query : sorted(byRatio)) {
            grid.addRow(cells(query.id(), column -> column.text(query)));
        }
        if (result.queries().size() > 1) {
            grid.addRow(cells("geomean", column -> column.mean(result)));
        }
        return grid.lines();
    }

    private List<QueryResult> sorted(boolean byRatio) {
        if (!byRatio || result.peers().isEmpty()) {
            return result.queries();
        }
        String peer = result.peers().get(0);
        return result.queries().stream()
                .sorted(Comparator.comparingDouble(
                        query -> -query.ratio(result.ours(), peer, Mode.HOT).orElse(Double.MAX_VALUE)))
                .toList();
    }

    private List<String> cells(String first, Function<TableColumn, String> cell) {
        List<String> cells = new ArrayList<>();
        cells.add(first);
        columns.forEach(column -> cells.add(cell.apply(column)));
        return cells;
    }

    private List<String> problems() {
        List<String> lines = new ArrayList<>();
        for (QueryResult query : result.queries()) {
            for (Map.Entry<String, EngineResult> entry : query.engines().entrySet()) {
                if (entry.getValue().problem() != null) {
                    lines.add(query.id() + ": " + entry.getKey() + ": "
                            + entry.getValue().problem());
                }
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    private static String needs(EngineSummary engine) {
        String load = engine.loadNanos() > 50_000_000
                ? String.format(Locale.ROOT, ", tables in %.1f s", engine.loadNanos() / 1e9)
                : "";
        String peak = engine.peakBytes() == 0
                ? "peak memory unknown"
                : String.format(Locale.ROOT, "peak memory %,d MB", engine.peakBytes() >> 20);
        return String.format(
                Locale.ROOT,
                "%s: %s; process up in %.1f s%s; %s",
                engine.name(),
                engine.version(),
                engine.startNanos() / 1e9,
                load,
                peak);
    }

    static String millis(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, value.getAsDouble() < 1000 ? "%.1f" : "%,.0f", value.getAsDouble())
                : NOTHING;
    }

    static String ratio(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NOTHING;
    }

    static String percent(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f%%", 100 * value.getAsDouble()) : NOTHING;
    }
}
