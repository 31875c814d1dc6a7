package io.thresher.server.differential;

import java.util.Random;

/**
 * Writes window functions over a single table. Rows are ordered by the unique column at the end wherever the order within
 * peers would show; sums are of exact numbers, because a sliding sum of others depends on how it is computed.
 */
final class WindowGenerator {
    private final Random random;
    private final ExpressionGenerator expressions;

    WindowGenerator(Random random, ExpressionGenerator expressions) {
        this.random = random;
        this.expressions = expressions;
    }

    /** One call with its window. */
    Sql call(Scope scope) {
        SqlType type = expressions.anyType();
        Sql value = type == SqlType.DOUBLE ? scope.column(random, type) : expressions.expression(scope, type, 1);
        Sql number = expressions.expression(scope, random.nextBoolean() ? SqlType.INTEGER : SqlType.DECIMAL, 1);
        return switch (random.nextInt(10)) {
            case 0 -> over(scope, Sql.of(expressions.pick("ROW_NUMBER()", "NTILE(3)")), true, "");
            case 1, 2 ->
                over(
                        scope,
                        Sql.of(expressions.pick("RANK()", "DENSE_RANK()", "PERCENT_RANK()", "CUME_DIST()")),
                        false,
                        "");
            case 3, 4 ->
                over(scope, Sql.of(expressions.pick("LAG($)", "LEAD($)", "LAG($, 2)", "LEAD($, 3)"), value), true, "");
            case 5 ->
                over(
                        scope,
                        Sql.of(expressions.pick("FIRST_VALUE($)", "LAST_VALUE($)", "NTH_VALUE($, 2)"), value),
                        true,
                        frame());
            case 6 -> over(scope, Sql.of("SUM($)", number), true, frame());
            case 7 -> over(scope, Sql.of("SUM($)", number), false, expressions.pick("", range()));
            case 8 ->
                over(
                        scope,
                        type.hasMinimum()
                                ? Sql.of(expressions.pick("MIN", "MAX") + "($)", value)
                                : Sql.of("COUNT($)", value),
                        true,
                        frame());
            default ->
                over(
                        scope,
                        Sql.of(expressions.pick("COUNT($)", "COUNT($) FILTER (WHERE TRUE)"), value),
                        random.nextBoolean(),
                        expressions.pick("", range()));
        };
    }

    private Sql over(Scope scope, Sql call, boolean total, String frame) {
        Sql partition = random.nextBoolean() ? Sql.of("") : Sql.of("PARTITION BY $ ", key(scope));
        boolean ordered = total || random.nextInt(3) > 0;
        Sql order = !ordered
                ? Sql.of("")
                : Sql.of(
                        "ORDER BY $" + expressions.pick("", " DESC", " NULLS FIRST", " DESC NULLS LAST")
                                + (total ? ", $" : "$") + frame,
                        key(scope),
                        Sql.of(total ? unique(scope) : ""));
        return Sql.of("$ OVER ($$)", call, partition, order);
    }

    private Sql key(Scope scope) {
        SqlType type = expressions.anyType();
        return scope.column(random, type == SqlType.DOUBLE ? SqlType.INTEGER : type);
    }

    private static String unique(Scope scope) {
        return scope.columns().stream()
                .filter(Scope.Column::unique)
                .findFirst()
                .orElseThrow()
                .text();
    }

    private String frame() {
        return expressions.pick(
                "",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING",
                " ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING",
                " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                " ROWS 3 PRECEDING");
    }

    private String range() {
        return expressions.pick(
                " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                " RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                " RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                " RANGE BETWEEN CURRENT ROW AND CURRENT ROW");
    }
}
