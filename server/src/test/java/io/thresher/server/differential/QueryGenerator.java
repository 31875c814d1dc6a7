package io.thresher.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes one random query; equal seeds give equal queries. */
final class QueryGenerator {
    /** A query, and whether its rows have one right order. */
    record GeneratedQuery(Sql sql, boolean ordered) {}

    private static final int DEPTH = 3;

    private final Random random;
    private final ExpressionGenerator expressions;
    private int aliases;

    QueryGenerator(long seed) {
        this.random = new Random(seed);
        this.expressions = new ExpressionGenerator(random);
    }

    GeneratedQuery next() {
        int choice = random.nextInt(100);
        if (choice < 24) {
            return ordered();
        }
        if (choice < 62) {
            return new GeneratedQuery(choice < 44 ? grouped() : joined(), false);
        }
        return new GeneratedQuery(
                choice < 72 ? setOperation(columnTypes()) : choice < 84 ? withCte() : derived(), false);
    }

    /** Rows of one table in a total order, with LIMIT and OFFSET. */
    private GeneratedQuery ordered() {
        String table = table(false);
        String alias = alias();
        Scope scope = Scope.ofTable(alias);
        List<SqlType> types = columnTypes();
        List<Sql> columns = columns(scope, types);
        List<Sql> keys = new ArrayList<>();
        int keyCount = random.nextInt(3);
        for (int i = 0; i < keyCount; i++) {
            SqlType type = expressions.anyType();
            Sql key = expressions.expression(scope, type, 1);
            // Rounding may turn two equal keys into different ones, and a number alone would be a position.
            if (type != SqlType.DOUBLE && key.ours().contains(alias + ".")) {
                keys.add(Sql.of(
                        "$ " + expressions.pick("ASC", "DESC", "")
                                + expressions.pick("", "", " NULLS FIRST", " NULLS LAST"),
                        key));
            }
        }
        keys.add(Sql.of(alias + ".id" + expressions.pick("", " DESC")));
        Sql sql = Sql.of(
                "SELECT $ FROM " + table + " " + alias + "$ ORDER BY $"
                        + expressions.pick("", " LIMIT 7", " LIMIT 3 OFFSET 2", " LIMIT 0", " OFFSET 5", " LIMIT 100"),
                Sql.join(", ", columns),
                where(scope),
                Sql.join(", ", keys));
        return new GeneratedQuery(sql, true);
    }

    /** GROUP BY with aggregates, FILTER, DISTINCT and HAVING. */
    private Sql grouped() {
        From from = random.nextInt(3) == 0 ? join(false) : single(random.nextInt(4) == 0);
        return group(from.scope(), from.sql());
    }

    private Sql group(Scope scope, Sql from) {
        int keyCount = random.nextInt(3);
        List<Sql> keys = new ArrayList<>();
        for (int i = 0; i < keyCount; i++) {
            SqlType type = expressions.anyType();
            keys.add(
                    type == SqlType.DOUBLE
                            ? scope.column(random, type)
                            : random.nextBoolean()
                                    ? scope.column(random, type)
                                    : expressions.expression(scope, type, 1));
        }
        List<Sql> columns = new ArrayList<>(keys);
        int aggregateCount = 1 + random.nextInt(4);
        for (int i = 0; i < aggregateCount; i++) {
            columns.add(aggregate(scope));
        }
        Sql sql = Sql.of("SELECT $ FROM $$", named(columns), from, where(scope));
        if (!keys.isEmpty()) {
            boolean columnsOnly = keys.stream().allMatch(key -> key.ours().matches("t\\d+\\.\\w+"));
            if (keys.size() == 2 && columnsOnly && random.nextInt(6) == 0) {
                // DuckDB's cube of a column twice has other groups than the standard's.
                boolean twice = keys.get(0).equals(keys.get(1));
                String sets = expressions.pick("ROLLUP", twice ? "ROLLUP" : "CUBE", "GROUPING SETS");
                return Sql.of(
                        "$ GROUP BY " + sets + "($, $)",
                        sql,
                        keys.get(0),
                        keys.get(1));
            }
            // By position: a key that is only a literal cannot be written there without meaning a position.
            String positions = IntStream.rangeClosed(1, keys.size())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "));
            sql = Sql.of("$ GROUP BY " + positions, sql);
            if (random.nextInt(4) == 0) {
                sql = Sql.of(
                        "$ HAVING $ " + expressions.pick(">", "<=", "<>") + " " + random.nextInt(6),
                        sql,
                        Sql.of("COUNT(*)"));
            }
        }
        return sql;
    }

    private Sql aggregate(Scope scope) {
        SqlType type = expressions.anyType();
        Sql value = expressions.expression(scope, type, 1);
        Sql number = expressions.expression(
                scope, expressions.pick("i", "d", "f").equals("i") ? SqlType.INTEGER : SqlType.DECIMAL, 1);
        Sql aggregate = switch (random.nextInt(11)) {
            case 0 -> Sql.of("COUNT(*)");
            case 1 -> Sql.of("COUNT($)", value);
            case 2 ->
                type == SqlType.DOUBLE
                        ? Sql.of("COUNT(DISTINCT $)", scope.column(random, type))
                        : Sql.of("COUNT(DISTINCT $)", value);
            case 3, 4 -> Sql.of("SUM($)", number);
            case 5 -> Sql.of("AVG($)", number);
            case 6, 7 -> type.hasMinimum() ? Sql.of(expressions.pick("MIN", "MAX") + "($)", value) : Sql.of("COUNT(*)");
            case 8 -> Sql.of("SUM(DISTINCT $)", scope.column(random, SqlType.INTEGER));
            case 9 ->
                Sql.of(
                        expressions.pick("STDDEV_SAMP", "STDDEV_POP", "VAR_SAMP", "VAR_POP") + "($)",
                        scope.column(random, random.nextBoolean() ? SqlType.INTEGER : SqlType.DOUBLE));
            default -> Sql.of("SUM($)", expressions.expression(scope, SqlType.DOUBLE, 1));
        };
        return random.nextInt(5) == 0
                ? Sql.of("$ FILTER (WHERE $)", aggregate, expressions.predicate(scope, 1))
                : aggregate;
    }

    /** A join of two or three tables. */
    private Sql joined() {
        From from = join(random.nextInt(3) == 0);
        List<Sql> columns = columns(from.scope(), columnTypes());
        return Sql.of(
                "SELECT " + expressions.pick("", "", "DISTINCT ") + "$ FROM $$",
                named(columns),
                from.sql(),
                where(from.scope()));
    }

    private Sql setOperation(List<SqlType> types) {
        String operator = expressions.pick("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
        return Sql.of("($) " + operator + " ($)", simple(types), simple(types));
    }

    /** A select without floating-point columns, whose rounding would make equal rows different. */
    private Sql simple(List<SqlType> types) {
        From from = single(false);
        List<Sql> columns = new ArrayList<>();
        for (SqlType type : types) {
            columns.add(
                    type == SqlType.DOUBLE
                            ? from.scope().column(random, type)
                            : expressions.expression(from.scope(), type, 1));
        }
        return Sql.of("SELECT $ FROM $$", named(columns), from.sql(), where(from.scope()));
    }

    private Sql withCte() {
        String name = "c" + (++aliases);
        Inner inner = inner();
        String left = alias();
        String right = alias();
        if (random.nextBoolean()) {
            return Sql.of(
                    "WITH " + name + " AS ($) $", inner.sql(), group(inner.scope(left), Sql.of(name + " " + left)));
        }
        Scope scope = inner.scope(left).and(inner.scope(right));
        return Sql.of(
                "WITH " + name + " AS ($) SELECT $ FROM " + name + " " + left + " JOIN " + name + " " + right + " ON "
                        + left + ".k = " + right + ".k$",
                inner.sql(),
                named(columns(scope, columnTypes())),
                where(scope));
    }

    private Sql derived() {
        Inner inner = inner();
        String alias = alias();
        Scope scope = inner.scope(alias);
        Sql from = Sql.of("($) " + alias, inner.sql());
        if (random.nextBoolean()) {
            return group(scope, from);
        }
        return Sql.of("SELECT $ FROM $$", named(columns(scope, columnTypes())), from, where(scope));
    }

    /** A select with an integer key {@code k} and more columns of known types. */
    private record Inner(Sql sql, List<SqlType> types) {
        Scope scope(String alias) {
            List<Scope.Column> columns = new ArrayList<>();
            columns.add(new Scope.Column(alias + ".k", SqlType.INTEGER, false));
            for (int i = 0; i < types.size(); i++) {
                columns.add(new Scope.Column(alias + ".x" + i, types.get(i), false));
            }
            return new Scope(columns);
        }
    }

    private Inner inner() {
        From from = random.nextInt(3) == 0 ? join(true) : single(false);
        List<SqlType> types = columnTypes();
        List<Sql> columns = new ArrayList<>();
        columns.add(Sql.of("$ AS k", from.scope().column(random, SqlType.INTEGER)));
        for (int i = 0; i < types.size(); i++) {
            columns.add(Sql.of("$ AS x" + i, expressions.expression(from.scope(), types.get(i), 2)));
        }
        return new Inner(
                Sql.of(
                        "SELECT " + expressions.pick("", "", "DISTINCT ") + "$ FROM $$",
                        Sql.join(", ", columns),
                        from.sql(),
                        where(from.scope())),
                types);
    }

    private record From(Sql sql, Scope scope) {}

    private From single(boolean large) {
        String alias = alias();
        return new From(Sql.of(table(large) + " " + alias), Scope.ofTable(alias));
    }

    private From join(boolean third) {
        From left = single(false);
        From joined = joinTo(left, random.nextInt(6) == 0 ? single(true) : single(false));
        return third ? joinTo(joined, single(false)) : joined;
    }

    private From joinTo(From left, From right) {
        Scope both = left.scope().and(right.scope());
        boolean large = right.sql().ours().startsWith("large");
        int choice = random.nextInt(100);
        if (choice < 8 && !large) {
            return new From(Sql.of("$ CROSS JOIN $", left.sql(), right.sql()), both);
        }
        String kind = expressions.pick("INNER JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        if (choice < 20 && !large && !kind.equals("FULL JOIN")) {
            SqlType type = expressions.pick("i", "t").equals("i") ? SqlType.INTEGER : SqlType.DATE;
            Sql condition = Sql.of(
                    "$ " + expressions.pick("<", ">=", "<>") + " $",
                    left.scope().column(random, type),
                    right.scope().column(random, type));
            return new From(Sql.of("$ " + kind + " $ ON $", left.sql(), right.sql(), condition), both);
        }
        SqlType type = expressions.anyType();
        Sql condition = type == SqlType.BOOLEAN || type == SqlType.DOUBLE || type == SqlType.DECIMAL || large
                ? Sql.of(firstColumn(left.scope(), "id") + " = " + firstColumn(right.scope(), "id"))
                : Sql.of(
                        "$ = $",
                        left.scope().column(random, type),
                        right.scope().column(random, type));
        if (random.nextInt(4) == 0) {
            condition = Sql.of("$ AND $", condition, expressions.predicate(both, 1));
        }
        return new From(Sql.of("$ " + kind + " $ ON $", left.sql(), right.sql(), condition), both);
    }

    private static String firstColumn(Scope scope, String name) {
        return scope.columns().stream()
                .map(Scope.Column::text)
                .filter(text -> text.endsWith("." + name))
                .findFirst()
                .orElseThrow();
    }

    private Sql where(Scope scope) {
        int choice = random.nextInt(100);
        if (choice < 40) {
            return Sql.of("");
        }
        Sql predicate = choice < 70 ? expressions.predicate(scope, DEPTH - 1) : subquery(scope);
        if (choice >= 90) {
            predicate =
                    Sql.of("($ " + expressions.pick("AND", "OR") + " $)", predicate, expressions.predicate(scope, 1));
        }
        return Sql.of(" WHERE $", predicate);
    }

    /** A predicate with a subquery: scalar, IN, EXISTS or quantified, correlated or not. */
    private Sql subquery(Scope outer) {
        String alias = alias();
        String table = table(false);
        Scope inner = Scope.ofTable(alias);
        Sql from = Sql.of(table + " " + alias);
        SqlType type = expressions.pick("i", "t", "d").equals("t") ? SqlType.TEXT : SqlType.INTEGER;
        Sql correlation = Sql.of("$ = $", inner.column(random, type), outer.column(random, type));
        Sql filter = expressions.predicate(inner, 1);
        Sql value = expressions.expression(outer, SqlType.INTEGER, 1);
        return switch (random.nextInt(9)) {
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
            case 4 ->
                Sql.of(
                        "$ " + expressions.pick("<", ">=", "=") + " (SELECT " + expressions.pick("MIN", "MAX")
                                + "($) FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        filter);
            case 5 ->
                Sql.of(
                        "$ " + expressions.pick("<", ">=", "=") + " (SELECT COUNT(*) FROM $ WHERE $)",
                        value,
                        from,
                        correlation);
            case 6 ->
                Sql.of(
                        "$ <= (SELECT " + expressions.pick("SUM", "AVG", "MAX") + "($) FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        correlation);
            case 7 ->
                Sql.of(
                        "$ " + expressions.pick("< ALL", "> ANY", "= ANY", "<> ALL", ">= SOME")
                                + " (SELECT $ FROM $ WHERE $)",
                        value,
                        inner.column(random, SqlType.INTEGER),
                        from,
                        filter);
            default ->
                Sql.of(
                        expressions.pick("", "NOT ") + "EXISTS (SELECT 1 FROM $ WHERE $ AND $ < $)",
                        from,
                        correlation,
                        inner.column(random, SqlType.INTEGER),
                        outer.column(random, SqlType.INTEGER));
        };
    }

    private List<SqlType> columnTypes() {
        List<SqlType> types = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            types.add(expressions.anyType());
        }
        return types;
    }

    private List<Sql> columns(Scope scope, List<SqlType> types) {
        List<Sql> columns = new ArrayList<>();
        for (SqlType type : types) {
            columns.add(random.nextInt(15) == 0 ? scalarSubquery(scope) : expressions.expression(scope, type, DEPTH));
        }
        return columns;
    }

    private Sql scalarSubquery(Scope outer) {
        String alias = alias();
        Scope inner = Scope.ofTable(alias);
        Sql from = Sql.of(table(false) + " " + alias);
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

    private static Sql named(List<Sql> columns) {
        List<Sql> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            named.add(Sql.of("$ AS y" + i, columns.get(i)));
        }
        return Sql.join(", ", named);
    }

    private String table(boolean large) {
        return large ? "large" : expressions.pick("small", "small", "medium", "medium", "other", "hollow", "nothing");
    }

    private String alias() {
        return "t" + (++aliases);
    }
}
