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
    private final TableNames names;
    private final SubqueryGenerator subqueries;
    private final WindowGenerator windows;

    QueryGenerator(long seed) {
        this.random = new Random(seed);
        this.expressions = new ExpressionGenerator(random);
        this.names = new TableNames(random);
        this.subqueries = new SubqueryGenerator(random, expressions, names);
        this.windows = new WindowGenerator(random, expressions);
    }

    GeneratedQuery next() {
        int choice = random.nextInt(100);
        if (choice < 20) {
            return ordered();
        }
        if (choice < 26) {
            return new GeneratedQuery(groupedInOrder(), true);
        }
        return new GeneratedQuery(unordered(choice), false);
    }

    private Sql unordered(int choice) {
        if (choice < 42) {
            return grouped();
        }
        if (choice < 58) {
            return joined();
        }
        if (choice < 68) {
            return setOperation(columnTypes());
        }
        if (choice < 78) {
            return withCte();
        }
        if (choice < 88) {
            return derived();
        }
        return choice < 96 ? windowed() : lateral();
    }

    /** Rows of one table in a total order, with LIMIT and OFFSET. */
    private GeneratedQuery ordered() {
        String table = names.table();
        String alias = names.alias();
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

    /** The groups of one column in order, and some of them. */
    private Sql groupedInOrder() {
        From from = single(random.nextInt(3) == 0);
        Sql key = from.scope().column(random, expressions.pick("i", "t").equals("i") ? SqlType.INTEGER : SqlType.TEXT);
        return Sql.of(
                "SELECT $ AS k, $ AS y FROM $$ GROUP BY 1 ORDER BY "
                        + expressions.pick("k", "1 DESC", "k NULLS FIRST", "k DESC NULLS LAST")
                        + expressions.pick("", " LIMIT 3", " LIMIT 2 OFFSET 1"),
                key,
                aggregate(from.scope()),
                from.sql(),
                where(from.scope()));
    }

    /** Window functions over one table, mostly beside a condition, sometimes below one. */
    private Sql windowed() {
        From from = single(random.nextInt(6) == 0);
        List<Sql> columns = new ArrayList<>();
        columns.add(Sql.of("$ AS k", from.scope().column(random, SqlType.INTEGER)));
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            columns.add(Sql.of("$ AS x" + i, windows.call(from.scope())));
        }
        Sql sql = Sql.of("SELECT $ FROM $$", Sql.join(", ", columns), from.sql(), where(from.scope()));
        if (random.nextInt(3) > 0) {
            return sql;
        }
        String alias = names.alias();
        return Sql.of(
                "SELECT * FROM ($) " + alias + " WHERE " + alias + ".k " + expressions.pick("=", "<", "IN") + " (2)",
                sql);
    }

    /** A table with, for each of its rows, the rows of a correlated query. */
    private Sql lateral() {
        From outer = single(false);
        String inner = names.alias();
        String alias = names.alias();
        Scope innerScope = Scope.ofTable(inner);
        SqlType type = expressions.pick("i", "t").equals("i") ? SqlType.INTEGER : SqlType.TEXT;
        Sql query = Sql.of(
                "SELECT " + expressions.pick("MAX($) AS q", "COUNT($) AS q", "$ AS q", "DISTINCT $ AS q") + " FROM "
                        + names.table() + " " + inner + " WHERE $ = $",
                innerScope.column(random, SqlType.INTEGER),
                innerScope.column(random, type),
                outer.scope().column(random, type));
        Scope scope = outer.scope().and(new Scope(List.of(new Scope.Column(alias + ".q", SqlType.INTEGER, false))));
        return Sql.of(
                "SELECT $ FROM $ " + expressions.pick("CROSS JOIN LATERAL ($) $", "LEFT JOIN LATERAL ($) $ ON TRUE")
                        + "$",
                named(columns(scope, columnTypes())),
                outer.sql(),
                query,
                Sql.of(alias),
                where(scope));
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
                return Sql.of("$ GROUP BY " + sets + "($, $)", sql, keys.get(0), keys.get(1));
            }
            // By position: a key that is only a literal cannot be written there without meaning a position.
            String positions = IntStream.rangeClosed(1, keys.size())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "));
            sql = Sql.of("$ GROUP BY " + positions, sql);
            if (random.nextInt(4) == 0) {
                sql = Sql.of(
                        "$ HAVING $ " + expressions.pick(">", "<=", "<>") + " $",
                        sql,
                        Sql.of("COUNT(*)"),
                        random.nextInt(3) == 0 ? subqueries.number() : Sql.of(Integer.toString(random.nextInt(6))));
            }
        }
        return sql;
    }

    private Sql aggregate(Scope scope) {
        SqlType type = expressions.anyType();
        Sql value = expressions.expression(scope, type, 1);
        Sql number = expressions.expression(
                scope, expressions.pick("i", "d", "f").equals("i") ? SqlType.INTEGER : SqlType.DECIMAL, 1);
        Sql aggregate = switch (random.nextInt(13)) {
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
            case 10 ->
                Sql.of(
                        expressions.pick("BOOL_AND", "BOOL_OR") + "($)",
                        expressions.expression(scope, SqlType.BOOLEAN, 1));
            case 11 -> {
                // Ordered by itself: in what order equal keys come is nobody's promise.
                Sql text = scope.column(random, SqlType.TEXT);
                yield Sql.of("STRING_AGG($, '" + expressions.pick("", "-", "é") + "' ORDER BY $)", text, text);
            }
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
        Sql both = Sql.of("($) " + setOperator() + " ($)", simple(types), simple(types));
        return switch (random.nextInt(6)) {
            case 0 -> Sql.of("($) " + setOperator() + " ($)", both, simple(types));
            case 1 -> Sql.of("($) " + setOperator() + " ($)", simple(types), both);
            case 2 ->
                Sql.of(
                        "$ " + setOperator() + " $ " + setOperator() + " $",
                        simple(types),
                        simple(types),
                        simple(types));
            default -> both;
        };
    }

    private String setOperator() {
        return expressions.pick("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
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
        String name = "c" + names.next();
        Inner inner = inner();
        String left = names.alias();
        String right = names.alias();
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
        String alias = names.alias();
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
        String alias = names.alias();
        return new From(Sql.of((large ? "large" : names.table()) + " " + alias), Scope.ofTable(alias));
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
        Sql predicate = choice < 70 ? expressions.predicate(scope, DEPTH - 1) : subqueries.predicate(scope);
        if (choice >= 90) {
            predicate =
                    Sql.of("($ " + expressions.pick("AND", "OR") + " $)", predicate, expressions.predicate(scope, 1));
        }
        return Sql.of(" WHERE $", predicate);
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
            columns.add(
                    random.nextInt(15) == 0 ? subqueries.column(scope) : expressions.expression(scope, type, DEPTH));
        }
        return columns;
    }

    private static Sql named(List<Sql> columns) {
        List<Sql> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            named.add(Sql.of("$ AS y" + i, columns.get(i)));
        }
        return Sql.join(", ", named);
    }
}
