package io.thresher.server.benchmark.report;

import java.util.OptionalDouble;
import java.util.function.Function;

/** A column of the table: the engine that it belongs to, its title, a query's cell, and the cell of the geometric mean. */
record TableColumn(
        String group, String title, Function<QueryResult, String> cell, Function<BenchmarkResult, String> meanCell) {

    static TableColumn millis(String engine, Mode mode) {
        return new TableColumn(
                engine,
                mode.label(),
                query -> ResultTable.millis(query.millis(engine, mode)),
                result -> ResultTable.millis(result.geometricMean(engine, mode)));
    }

    static TableColumn spread(String engine, Mode mode) {
        return new TableColumn(
                engine,
                "+-",
                query -> ResultTable.percent(query.times(engine, mode)
                        .filter(times -> times.nanos().size() > 1)
                        .map(times -> OptionalDouble.of(times.spread()))
                        .orElse(OptionalDouble.empty())),
                result -> "");
    }

    static TableColumn ratio(String ours, String peer, Mode mode) {
        return new TableColumn(
                peer,
                "x",
                query -> ResultTable.ratio(query.ratio(ours, peer, mode)),
                result -> ResultTable.ratio(result.geometricMeanRatio(peer, mode)));
    }

    String text(QueryResult query) {
        return cell.apply(query);
    }

    String mean(BenchmarkResult result) {
        return meanCell.apply(result);
    }
}
