package io.thresher.server.differential;

import io.thresher.server.differential.QueryGenerator.GeneratedQuery;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.RowSets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs generated queries on both engines and sorts out how they ended. */
final class DifferentialRunner {
    private static final RowSets ROW_SETS = new RowSets(1e-9, 1e-9);

    /** How the two answers relate. */
    enum Relation {
        SAME,
        REFUSED,
        BOTH_FAILED,
        INTERNAL_ERROR,
        WRONG
    }

    /** One query's end; {@code reason} is what differs, or the refusal. */
    record Comparison(long number, Sql sql, Relation relation, String reason) {}

    private final JdbcTarget engine;
    private final JdbcTarget duckdb;
    private final long seed;
    private final List<Comparison> comparisons = new ArrayList<>();

    DifferentialRunner(JdbcTarget engine, JdbcTarget duckdb, long seed) {
        this.engine = engine;
        this.duckdb = duckdb;
        this.seed = seed;
    }

    /** The query with this number is the same for the same seed, whatever ran before. */
    Comparison run(long number) {
        GeneratedQuery query = new QueryGenerator(seed * 1_000_003L + number).next();
        Comparison comparison = compare(number, query);
        comparisons.add(comparison);
        return comparison;
    }

    private Comparison compare(long number, GeneratedQuery query) {
        List<List<@Nullable Object>> expected = List.of();
        String duckdbError = null;
        try {
            expected = duckdb.query(query.sql().duckdb(), List.of());
        } catch (SQLException e) {
            duckdbError = String.valueOf(e.getMessage());
        }
        List<List<@Nullable Object>> actual;
        try {
            actual = engine.query(query.sql().ours(), List.of());
        } catch (SQLException e) {
            return failed(number, query, e, duckdbError);
        }
        if (duckdbError != null) {
            return new Comparison(number, query.sql(), Relation.WRONG, "only DuckDB fails: " + firstLine(duckdbError));
        }
        String difference = ROW_SETS.difference(expected, actual, query.ordered());
        return difference == null
                ? new Comparison(number, query.sql(), Relation.SAME, "")
                : new Comparison(number, query.sql(), Relation.WRONG, difference);
    }

    private static Comparison failed(long number, GeneratedQuery query, SQLException error, @Nullable String other) {
        String reason = error.getSQLState() + " " + firstLine(JdbcTarget.plainMessage(error));
        if (other != null) {
            return new Comparison(number, query.sql(), Relation.BOTH_FAILED, reason + " / " + firstLine(other));
        }
        // An internal error is no refusal, but a fault that gave no rows at least.
        boolean internal = error.getSQLState() == null || error.getSQLState().equals("XX000");
        return new Comparison(number, query.sql(), internal ? Relation.INTERNAL_ERROR : Relation.REFUSED, reason);
    }

    long count(Relation relation) {
        return comparisons.stream()
                .filter(comparison -> comparison.relation() == relation)
                .count();
    }

    /** Counts, then refusals by reason, then every wrong one with its SQL. */
    String report() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "seed %d: %d queries, %d same, %d refused, %d failed on both, %d internal errors, %d wrong%n",
                seed,
                comparisons.size(),
                count(Relation.SAME),
                count(Relation.REFUSED),
                count(Relation.BOTH_FAILED),
                count(Relation.INTERNAL_ERROR),
                count(Relation.WRONG)));
        Map<String, List<Comparison>> reasons = comparisons.stream()
                .filter(comparison -> comparison.relation() != Relation.SAME && comparison.relation() != Relation.WRONG)
                .collect(Collectors.groupingBy(
                        comparison -> comparison.relation() + " " + general(comparison.reason()),
                        TreeMap::new,
                        Collectors.toList()));
        reasons.forEach((reason, all) -> text.append(String.format(
                Locale.ROOT,
                "%5d %s%n      e.g. %d: %s%n",
                all.size(),
                reason,
                all.get(0).number(),
                all.get(0).sql().ours())));
        comparisons.stream()
                .filter(comparison -> comparison.relation() == Relation.WRONG)
                .forEach(comparison -> text.append(String.format(
                        Locale.ROOT,
                        "WRONG %d: %s%n  ours:   %s%n  duckdb: %s%n",
                        comparison.number(),
                        comparison.reason(),
                        comparison.sql().ours(),
                        comparison.sql().duckdb())));
        return text.toString();
    }

    private static String general(String reason) {
        String text = reason.replaceAll("'[^']*'|\"[^\"]*\"", "'...'").replaceAll("(?<![0-9A-Z])\\d+", "N");
        return text.substring(0, Math.min(170, text.length()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
