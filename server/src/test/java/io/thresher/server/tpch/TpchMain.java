package io.thresher.server.tpch;

import io.thresher.server.sqltest.EngineUnderTest;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.RowSets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the 22 queries over JDBC beside DuckDB in process on the same files and prints hot medians and their ratio.
 *
 * <p>The two take turns for each run of a query, so that whatever else the machine does meets both. A time is from the
 * call to the last row read. {@code -Dtpch.queries=1,6} picks queries; with {@code -Dserver.pid} the share of all
 * processors that the server's process kept busy in its hot runs is printed, too.
 */
public final class TpchMain {
    private static final RowSets ROW_SETS = new RowSets(1e-9);

    private final TpchQueries queries;
    private final Path data;
    private final int runs;

    private TpchMain(TpchQueries queries, Path data, int runs) {
        this.queries = queries;
        this.data = data;
        this.runs = runs;
    }

    /** Arguments: JDBC URL or {@code embedded}, folder with the Parquet files (named like {@code sf1}), runs. */
    public static void main(String[] arguments) throws SQLException {
        Path data = Path.of(arguments[1]).toAbsolutePath();
        TpchQueries queries = TpchQueries.find()
                .orElseThrow(() -> new IllegalStateException("The query texts are not beside the project"));
        TpchMain main = new TpchMain(queries, data, Integer.parseInt(arguments[2]));
        try (EngineUnderTest engine = EngineUnderTest.open(arguments[0], List.of(data));
                Connection connection = engine.isDuckDb() ? TpchTables.duckDb(data) : engine.connect();
                Connection duckdb = TpchTables.duckDb(data)) {
            if (!engine.isDuckDb()) {
                TpchTables.register(connection, data);
            }
            main.runAll(new JdbcTarget(connection), new JdbcTarget(duckdb));
        }
    }

    @SuppressWarnings("SystemOut")
    private void runAll(JdbcTarget engine, JdbcTarget duckdb) {
        List<Double> ratios = new ArrayList<>();
        int correct = 0;
        int[] numbers = numbers();
        double engineTotal = 0;
        double duckdbTotal = 0;
        System.out.println("query |  first ms |    hot ms | duckdb ms |  ratio | busy % | answer");
        for (int number : numbers) {
            Measured measured = measure(number, engine, duckdb);
            if (measured.problem() == null) {
                correct++;
            }
            if (measured.hotMillis() > 0) {
                ratios.add(measured.hotMillis() / measured.duckdbMillis());
                engineTotal += measured.hotMillis();
                duckdbTotal += measured.duckdbMillis();
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "%5d | %9.1f | %9.1f | %9.1f | %6.2f | %6.0f | %s",
                    number,
                    measured.firstMillis(),
                    measured.hotMillis(),
                    measured.duckdbMillis(),
                    measured.hotMillis() / measured.duckdbMillis(),
                    100 * measured.busyShare(),
                    measured.problem() == null ? "right" : measured.problem()));
        }
        double geomean =
                Math.exp(ratios.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
        System.out.println(String.format(
                Locale.ROOT,
                "%d of %d equal the official answers; %d timed: total %.0f ms, DuckDB %.0f ms, geomean of the ratio %.2f",
                correct,
                numbers.length,
                ratios.size(),
                engineTotal,
                duckdbTotal,
                geomean));
    }

    private static int[] numbers() {
        String picked = System.getProperty("tpch.queries", "");
        return picked.isEmpty()
                ? IntStream.rangeClosed(1, TpchQueries.COUNT).toArray()
                : Stream.of(picked.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private Measured measure(int number, JdbcTarget engine, JdbcTarget duckdb) {
        String sql = queries.sql(number);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try {
            double first = time(engine, sql, rows);
            String problem = queries.difference(number, data, rows);
            List<List<@Nullable Object>> expected = new ArrayList<>();
            time(duckdb, sql, expected);
            if (problem == null) {
                problem = ROW_SETS.difference(expected, rows, true);
            }
            double[] engineMillis = new double[runs];
            double[] duckdbMillis = new double[runs];
            double busyMillis = 0;
            for (int run = 0; run < runs; run++) {
                double before = processorMillis();
                engineMillis[run] = time(engine, sql, rows);
                busyMillis += processorMillis() - before;
                duckdbMillis[run] = time(duckdb, sql, expected);
            }
            double available =
                    DoubleStream.of(engineMillis).sum() * Runtime.getRuntime().availableProcessors();
            return new Measured(
                    first, median(engineMillis), median(duckdbMillis), busyMillis / Math.max(available, 1), problem);
        } catch (SQLException e) {
            return new Measured(0, 0, 1, 0, e.getSQLState() + ": " + e.getMessage());
        }
    }

    private static double processorMillis() {
        return ServerProcess.named()
                .map(server -> server.processorTime().toNanos() / 1e6)
                .orElse(0.0);
    }

    private static double time(JdbcTarget target, String sql, List<List<@Nullable Object>> rows) throws SQLException {
        rows.clear();
        long start = System.nanoTime();
        rows.addAll(target.query(sql, List.of()));
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private record Measured(
            double firstMillis,
            double hotMillis,
            double duckdbMillis,
            double busyShare,
            @Nullable String problem) {}
}
