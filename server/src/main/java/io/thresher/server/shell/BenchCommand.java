package io.thresher.server.shell;

import io.thresher.config.DataSize;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.Benchmark;
import io.thresher.server.benchmark.BenchmarkSettings;
import io.thresher.server.benchmark.engine.EngineLimits;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.suite.Suite;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code thresher bench}: times a suite of queries, beside other engines if asked. */
@Command(
        name = "bench",
        description = "Times a suite of queries, and compares answers and times with other engines.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Suites: tpch (22 queries), groupby (10) and join (5 questions of db-benchmark), bigdata (9 of AMPLab's).",
            "Each runs as the first query of a fresh process (cold), warm from files (hot), and with the memory store.",
            "",
            "Try: thresher bench tpch --against duckdb"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int WRONG_CALL = 2;

    @Parameters(paramLabel = "SUITE", description = "tpch, groupby, join or bigdata.")
    private String suite = "";

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "Size of the data: 1 is 6 million lines of tpch, 10 million rows of the others (default: 1).")
    private BigDecimal scale = BigDecimal.ONE;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the tables, which are made once, and of results (default: bench in --data-dir).")
    private @Nullable Path data;

    @Option(names = "--runs", paramLabel = "N", description = "Hot runs of each query (default: 5).")
    private int runs = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Runs of each query before the hot ones, fewer if they take 2 s (default: 5).")
    private int warmUpRuns = 5;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description = "An engine to compare with: duckdb, duckdb-memory, spark, or a JDBC URL; may be repeated.")
    private List<String> against = new ArrayList<>();

    @Option(names = "--queries", paramLabel = "Q", split = ",", description = "Only these, such as 1,6 or q2b.")
    private List<String> queries = new ArrayList<>();

    @Option(
            names = "--cold-runs",
            paramLabel = "N",
            description = "Fresh processes a query; a query takes a second or more each (default: 1).")
    private int coldRuns = 1;

    @Option(names = "--no-cold", description = "Leaves fresh processes out.")
    private boolean noCold;

    @Option(names = "--no-memory", description = "Leaves the memory store out.")
    private boolean noMemory;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each engine (default: the cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of each engine (default: 8GB).")
    private String memory = "8GB";

    @Option(
            names = "--driver-jar",
            paramLabel = "FILE",
            description = "A JDBC driver for --against; one of duckdb is used instead of fetching it. May be repeated.")
    private List<Path> driverJars = new ArrayList<>();

    @Option(names = "--sort", paramLabel = "ORDER", description = "query, or ratio: losses first (default: query).")
    private Order order = Order.QUERY;

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    /** How the table's lines are sorted. */
    enum Order {
        QUERY,
        RATIO
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = new Console(System.out, System.err, System.console() != null);
        try {
            return Benchmark.run(settings(), console) ? 0 : 1;
        } catch (EngineException e) {
            if (e.code() != ErrorCode.INVALID_ARGUMENT) {
                throw e;
            }
            System.err.println(ErrorLine.of(e));
            return WRONG_CALL;
        }
    }

    private BenchmarkSettings settings() {
        check(scale.signum() > 0, "Scale must be more than 0: " + scale);
        check(runs > 0, "Runs must be at least 1: " + runs);
        check(warmUpRuns >= 0, "Runs to warm up must not be negative: " + warmUpRuns);
        check(coldRuns >= 0, "Cold runs must not be negative: " + coldRuns);
        check(threads > 0, "Threads must be at least 1: " + threads);
        return new BenchmarkSettings(
                Suite.named(suite),
                scale.stripTrailingZeros().toPlainString(),
                data == null ? embedded.dataFolder().resolve("bench") : data,
                against,
                queries,
                runs,
                warmUpRuns,
                noCold ? 0 : coldRuns,
                !noMemory,
                new EngineLimits(threads, memoryLimit()),
                driverJars,
                order == Order.RATIO,
                Launcher.class.getName(),
                serverArguments());
    }

    private DataSize memoryLimit() {
        try {
            return DataSize.parse(memory);
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "Memory must be " + e.getMessage() + ": " + memory, e);
        }
    }

    private List<String> serverArguments() {
        List<String> arguments = new ArrayList<>();
        if (embedded.configFile != null) {
            arguments.add("--config");
            arguments.add(embedded.configFile.toAbsolutePath().toString());
        }
        embedded.overrides.forEach((name, value) -> {
            arguments.add("-D");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }

    private static void check(boolean sound, String message) {
        if (!sound) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, message);
        }
    }
}
