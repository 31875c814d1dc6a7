package io.thresher.server.differential;

import java.util.Random;

/** Writes sub-queries: as conditions and as values, correlated or not. */
final class SubqueryGenerator {
    private final Random random;
    private final ExpressionGenerator expressions;
    private final TableNames names;

    SubqueryGenerator(Random random, ExpressionGenerator expressions, TableNames names) {
        this.random = random;
        this.expressions = expressions;
        this.names = names;
    }

    /** A predicate with a subquery: scalar, IN, EXISTS or quantified, correlated or not. */
    Sql predicate(Scope outer) {
        String alias = names.alias();
        String table = names.table();
        Scope inner = Scope.ofTable(alias);
        Sql from = Sql.of(table + " " + alias);
        SqlType type = expressions.pick("i", "t", "d").equals("t") ? SqlType.TEXT : SqlType.INTEGER;
        Sql correlation = Sql.of("$ = $", inner.column(random, type), outer.column(random, type));
        Sql key = inner.column(random, type);
        Sql filter = expressions.predicate(inner, 1);
        Sql value = expressions.expression(outer, SqlType.INTEGER, 1);
        return switch (random.nextInt(11)) {
            case 0 ->
                Sql.of(
                        expressions.pick("", "NOT ") + "EXISTS (SELECT 1 FROM $ WHERE $ AND $)",
                        from,
                        correlation,
                        filter);
            case 1 -> Sql.of(expressions.pick("", "NOT ") + "EXISTS (SELECT * FROM $ WHERE $)", from, filter);
            case 2 ->
                Sql.of(
                        "$ " + expressions.pick("IN", "NOT IN") + " (SELECT $ FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        filter);
            case 3 ->
                Sql.of(
                        "$ " + expressions.pick("IN", "NOT IN") + " (SELECT $ FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        correlation);
            case 4, 5, 6 -> comparison(value, inner, from, filter, correlation);
            case 7 ->
                Sql.of(
                        "$ " + expressions.pick("< ALL", "> ANY", "= ANY", "<> ALL", ">= SOME")
                                + " (SELECT $ FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        filter);
            case 8 ->
                Sql.of(
                        "($, $) " + expressions.pick("IN", "NOT IN") + " (SELECT $, $ FROM $ WHERE $)",
                        value,
                        outer.column(random, type),
                        inner.column(random, SqlType.INTEGER),
                        inner.column(random, type),
                        from,
                        filter);
            case 9 ->
                Sql.of(
                        "$ " + expressions.pick("IN", "NOT IN") + " (SELECT $ FROM $ GROUP BY $ HAVING COUNT(*) > 1)",
                        outer.column(random, type),
                        key,
                        from,
                        key);
            default ->
                Sql.of(
                        expressions.pick("", "NOT ") + "EXISTS (SELECT 1 FROM $ WHERE $ AND $ < $)",
                        from,
                        correlation,
                        inner.column(random, SqlType.INTEGER),
                        outer.column(random, SqlType.INTEGER));
        };
    }

    /** A number compared with a scalar sub-query. */
    private Sql comparison(Sql value, Scope inner, Sql from, Sql filter, Sql correlation) {
        return switch (random.nextInt(3)) {
            case 0 ->
                Sql.of(
                        "$ " + expressions.pick("<", ">=", "=") + " (SELECT " + expressions.pick("MIN", "MAX")
                                + "($) FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        filter);
            case 1 ->
                Sql.of(
                        "$ " + expressions.pick("<", ">=", "=") + " (SELECT COUNT(*) FROM $ WHERE $)",
                        value,
                        from,
                        correlation);
            default ->
                Sql.of(
                        "$ <= (SELECT " + expressions.pick("SUM", "AVG", "MAX") + "($) FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        correlation);
        };
    }

    /** A column of a SELECT list: a number, or whether a condition holds. */
    Sql column(Scope outer) {
        return random.nextInt(3) == 0 ? Sql.of("($)", predicate(outer)) : scalar(outer);
    }

    /** A small number that does not depend on the outer query. */
    Sql number() {
        String alias = names.alias();
        return Sql.of(
                "(SELECT " + expressions.pick("MIN", "MAX", "COUNT") + "($) FROM $)",
                Scope.ofTable(alias).column(random, SqlType.INTEGER),
                Sql.of(names.table() + " " + alias));
    }

    private Sql scalar(Scope outer) {
        String alias = names.alias();
        Scope inner = Scope.ofTable(alias);
        Sql from = Sql.of(names.table() + " " + alias);
        Sql correlation = Sql.of("$ = $", inner.column(random, SqlType.INTEGER), outer.column(random, SqlType.INTEGER));
        return random.nextBoolean()
                ? Sql.of(
                        "(SELECT " + expressions.pick("MIN", "MAX", "COUNT", "SUM") + "($) FROM $ WHERE $)",
                        inner.column(random, SqlType.INTEGER),
                        from,
                        correlation)
                : Sql.of(
                        "(SELECT " + expressions.pick("MIN", "MAX", "COUNT") + "($) FROM $)",
                        inner.column(random, SqlType.INTEGER),
                        from);
    }
}
