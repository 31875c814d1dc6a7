package io.thresher.server.benchmark.suite;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.data.GroupByTable;
import io.thresher.server.benchmark.data.JoinTables;
import io.thresher.server.benchmark.data.TableGenerator;
import io.thresher.server.benchmark.data.TpchTables;
import io.thresher.server.benchmark.data.WebTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The suites: each has tables at any scale, and queries over them. */
public enum Suite {
    /** TPC-H's 22 queries, with the parameters that its specification gives for checking answers. */
    TPCH(numbered(22)) {
        @Override
        public List<TableGenerator> tables(double scale) {
            return TpchTables.at(scale);
        }
    },
    /** db-benchmark's ten questions on grouping. */
    GROUPBY(numbered(10)) {
        @Override
        public List<TableGenerator> tables(double scale) {
            return List.of(GroupByTable.at(scale));
        }
    },
    /** db-benchmark's five questions on joins. */
    JOIN(numbered(5)) {
        @Override
        public List<TableGenerator> tables(double scale) {
            return JoinTables.at(scale);
        }
    },
    /** AMPLab's Big Data Benchmark: scan, aggregation and join, each in three sizes. */
    BIGDATA(List.of("q1a", "q1b", "q1c", "q2a", "q2b", "q2c", "q3a", "q3b", "q3c")) {
        @Override
        public List<TableGenerator> tables(double scale) {
            return WebTables.at(scale);
        }
    };

    /** Stands in q11 of TPC-H for a fraction that depends on the scale. */
    private static final String FRACTION = "${fraction}";

    private static final BigDecimal FRACTION_AT_ONE = new BigDecimal("0.0001");

    private final List<String> queryIds;

    Suite(List<String> queryIds) {
        this.queryIds = queryIds;
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> number < 10 ? "q0" + number : "q" + number)
                .toList();
    }

    /** The suite that a user means. */
    public static Suite named(String name) {
        return Stream.of(values())
                .filter(suite -> suite.label().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "Suite not found; there are " + labels() + ": " + name));
    }

    private static String labels() {
        return Arrays.stream(values()).map(Suite::label).collect(Collectors.joining(", "));
    }

    /** The name that users write. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Its tables at a scale, small ones first. */
    public abstract List<TableGenerator> tables(double scale);

    /**
     * Its queries at a scale, or of them those that {@code picked} names, such as 1 or q2b; none means all.
     *
     * @throws EngineException INVALID_ARGUMENT for a name that no query has
     */
    public List<Query> queries(double scale, List<String> picked) {
        List<Query> all = new ArrayList<>();
        for (String id : queryIds) {
            all.add(new Query(id, text(id, scale)));
        }
        for (String name : picked) {
            if (all.stream().noneMatch(query -> query.isMeantBy(name))) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Query not found; " + label() + " has " + String.join(", ", queryIds) + ": " + name);
            }
        }
        return all.stream()
                .filter(query -> picked.isEmpty() || picked.stream().anyMatch(query::isMeantBy))
                .toList();
    }

    private String text(String id, double scale) {
        String resource = "/benchmark/" + label() + "/" + id + ".sql";
        try (InputStream stream = Suite.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("Resource is missing: " + resource);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
            BigDecimal fraction = FRACTION_AT_ONE.divide(BigDecimal.valueOf(scale), MathContext.DECIMAL32);
            return text.replace(FRACTION, fraction.toPlainString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
