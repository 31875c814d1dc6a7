package io.thresher.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes random expressions of a wanted type.
 *
 * <p>Left out on purpose, because PostgreSQL and DuckDB differ: division by zero, decimal division, text of
 * floating-point numbers, casts of halves to integers, backslashes in LIKE, fractions of seconds.
 */
final class ExpressionGenerator {
    private static final SqlType[] TYPES = SqlType.values();

    private final Random random;

    ExpressionGenerator(Random random) {
        this.random = random;
    }

    SqlType anyType() {
        return TYPES[random.nextInt(TYPES.length)];
    }

    /** An expression of the type over the scope, nested at most {@code depth} deep. */
    Sql expression(Scope scope, SqlType type, int depth) {
        if (depth <= 0 || random.nextInt(100) < 25) {
            return random.nextInt(100) < 75 ? scope.column(random, type) : literal(type);
        }
        if (random.nextInt(100) < 22) {
            return conditional(scope, type, depth);
        }
        return switch (type) {
            case INTEGER -> integer(scope, depth);
            case DECIMAL -> decimal(scope, depth);
            case DOUBLE -> floating(scope, depth);
            case TEXT -> text(scope, depth);
            case DATE -> date(scope, depth);
            case TIMESTAMP -> timestamp(scope, depth);
            case TIME ->
                Sql.of(
                        pick("GREATEST", "LEAST") + "($, $)",
                        scope.column(random, SqlType.TIME),
                        expression(scope, SqlType.TIME, depth - 1));
            case BOOLEAN -> predicate(scope, depth);
        };
    }

    Sql literal(SqlType type) {
        return Sql.of(
                switch (type) {
                    case INTEGER -> Integer.toString(random.nextInt(12) - 3);
                    case DECIMAL -> pick("0.00", "1.50", "-2.25", "10.10", "99.99", "3.7");
                    case DOUBLE -> "CAST(" + pick("0.5", "-1.25", "2", "100", "0") + " AS DOUBLE)";
                    case TEXT ->
                        "'" + pick("", "a", "ab", "Abc", "zz", "it''s", "longer than twelve", "é", "日本語", "🎉a") + "'";
                    case DATE -> "DATE '" + pick("2020-01-01", "2020-02-29", "2021-12-31", "1999-06-15") + "'";
                    case TIME -> "TIME '" + pick("00:00:00", "12:30:45", "23:59:59") + "'";
                    case TIMESTAMP ->
                        "TIMESTAMP '" + pick("2020-01-01 00:00:00", "2020-02-29 12:30:45", "2021-12-31 23:59:59") + "'";
                    case BOOLEAN -> pick("TRUE", "FALSE");
                });
    }

    private Sql conditional(Scope scope, SqlType type, int depth) {
        Sql first = expression(scope, type, depth - 1);
        Sql second = expression(scope, type, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> Sql.of("CASE WHEN $ THEN $ ELSE $ END", predicate(scope, depth - 1), first, second);
            case 1 ->
                Sql.of(
                        "CASE WHEN $ THEN $ WHEN $ THEN $ END",
                        predicate(scope, depth - 1),
                        first,
                        predicate(scope, depth - 1),
                        second);
            case 2 -> Sql.of("COALESCE($, $)", first, second);
            case 3 -> Sql.of("NULLIF($, $)", first, second);
            default -> {
                Sql value = expression(scope, SqlType.INTEGER, depth - 1);
                yield Sql.of(
                        "CASE $ WHEN $ THEN $ WHEN $ THEN $ ELSE $ END",
                        value,
                        literal(SqlType.INTEGER),
                        first,
                        literal(SqlType.INTEGER),
                        second,
                        literal(type));
            }
        };
    }

    private Sql integer(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.INTEGER, depth - 1);
        Sql b = expression(scope, SqlType.INTEGER, depth - 1);
        return switch (random.nextInt(16)) {
            case 0 -> Sql.of("($ + $)", a, b);
            case 1 -> Sql.of("($ - $)", a, b);
            case 2 -> Sql.of("($ * $)", a, literal(SqlType.INTEGER));
            case 3 -> Sql.of2("($ / NULLIF($, 0))", "($ // NULLIF($, 0))", a, b);
            case 4 -> Sql.of("MOD($, NULLIF($, 0))", a, b);
            case 5 -> Sql.of("ABS($)", a);
            case 6 -> Sql.of("(- $)", a);
            case 7 -> Sql.of("CHAR_LENGTH($)", expression(scope, SqlType.TEXT, depth - 1));
            case 8 ->
                Sql.of(
                        "EXTRACT(" + pick("YEAR", "MONTH", "DAY", "QUARTER", "DOW", "DOY") + " FROM $)",
                        expression(scope, SqlType.DATE, depth - 1));
            case 9 ->
                Sql.of(
                        "EXTRACT(" + pick("YEAR", "MONTH", "DAY", "HOUR", "MINUTE") + " FROM $)",
                        expression(scope, SqlType.TIMESTAMP, depth - 1));
            case 10 ->
                Sql.of(
                        "POSITION($ IN $)",
                        Sql.of("'" + pick("a", "b", "n", "zz") + "'"),
                        expression(scope, SqlType.TEXT, depth - 1));
            case 11 -> Sql.of("CAST($ AS BIGINT)", a);
            case 12 ->
                Sql.of(
                        "($ - $)",
                        expression(scope, SqlType.DATE, depth - 1),
                        expression(scope, SqlType.DATE, depth - 1));
            case 13 ->
                Sql.of(
                        "EXTRACT(" + pick("WEEK", "ISODOW", "DECADE", "CENTURY", "ISOYEAR") + " FROM $)",
                        expression(scope, SqlType.DATE, depth - 1));
            case 14 -> {
                Sql text = expression(scope, SqlType.TEXT, depth - 1);
                yield random.nextBoolean() ? Sql.of2("OCTET_LENGTH($)", "STRLEN($)", text) : Sql.of("ASCII($)", text);
            }
            default -> Sql.of(pick("GREATEST", "LEAST") + "($, $)", a, b);
        };
    }

    private Sql decimal(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.DECIMAL, depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> Sql.of("($ + $)", a, expression(scope, SqlType.DECIMAL, depth - 1));
            case 1 -> Sql.of("($ - $)", a, expression(scope, SqlType.DECIMAL, depth - 1));
            case 2 -> Sql.of("($ + $)", a, expression(scope, SqlType.INTEGER, depth - 1));
            case 3 -> Sql.of("(CAST($ AS DECIMAL(20,2)) * $)", a, literal(SqlType.DECIMAL));
            case 4 -> Sql.of("ABS($)", a);
            case 5 -> Sql.of("ROUND($, " + random.nextInt(3) + ")", a);
            case 6 ->
                Sql.of(
                        "CAST($ AS DECIMAL(14," + (1 + random.nextInt(3)) + "))",
                        expression(scope, SqlType.INTEGER, depth - 1));
            case 7 -> product(scope);
            case 8 -> Sql.of(pick("FLOOR", "CEIL", "SIGN", "TRUNC") + "($)", a);
            case 9 -> Sql.of("MOD($, NULLIF($, 0))", scope.column(random, SqlType.DECIMAL), literal(SqlType.DECIMAL));
            default -> Sql.of("(- $)", a);
        };
    }

    /**
     * DuckDB gives a product of two DECIMAL(18) 18 digits and then fails, so that it gets a wider factor; the other is
     * narrower, because DuckDB cuts digits behind the point where a set operation needs more than 38.
     */
    private Sql product(Scope scope) {
        int first = random.nextInt(5);
        int second = random.nextInt(5);
        String template = "(CAST($ AS DECIMAL(%d," + first + ")) * CAST($ AS DECIMAL(%d," + second + ")))";
        return Sql.of2(
                String.format(Locale.ROOT, template, 18, 18),
                String.format(Locale.ROOT, template, 19, 13),
                scope.column(random, SqlType.INTEGER),
                scope.column(random, SqlType.INTEGER));
    }

    private Sql floating(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.DOUBLE, depth - 1);
        Sql b = expression(scope, SqlType.DOUBLE, depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> Sql.of("($ + $)", a, b);
            case 1 -> Sql.of("($ - $)", a, b);
            case 2 -> Sql.of("($ * $)", a, literal(SqlType.DOUBLE));
            case 3 -> Sql.of("($ / NULLIF($, 0))", a, b);
            case 4 -> Sql.of("CAST($ AS DOUBLE)", expression(scope, SqlType.DECIMAL, depth - 1));
            case 5 -> Sql.of("CAST($ AS DOUBLE)", expression(scope, SqlType.INTEGER, depth - 1));
            case 6 -> Sql.of("SQRT(ABS($))", a);
            case 7 -> Sql.of(pick("FLOOR", "CEIL", "ABS") + "($)", a);
            default ->
                Sql.of(
                        "(CAST($ AS DOUBLE) / CAST(NULLIF($, 0) AS DOUBLE))",
                        expression(scope, SqlType.DECIMAL, depth - 1),
                        expression(scope, SqlType.INTEGER, depth - 1));
        };
    }

    private Sql text(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.TEXT, depth - 1);
        int from = 1 + random.nextInt(4);
        int count = random.nextInt(5);
        return switch (random.nextInt(17)) {
            case 0 -> Sql.of("($ || $)", a, expression(scope, SqlType.TEXT, depth - 1));
            case 1 -> Sql.of("UPPER($)", a);
            case 2 -> Sql.of("LOWER($)", a);
            case 3 -> Sql.of("SUBSTRING($ FROM " + from + " FOR " + count + ")", a);
            case 4 -> Sql.of("SUBSTRING($ FROM " + from + ")", a);
            case 5 -> Sql.of("TRIM($)", a);
            case 6 -> Sql.of("REPLACE($, 'a', '" + pick("", "b", "xyz") + "')", a);
            case 7 -> Sql.of(pick("LEFT", "RIGHT") + "($, " + count + ")", a);
            case 8 -> Sql.of("CAST($ AS VARCHAR)", expression(scope, SqlType.INTEGER, depth - 1));
            case 9 -> Sql.of("CAST($ AS VARCHAR)", expression(scope, SqlType.DATE, depth - 1));
            case 10 -> Sql.of("CONCAT($, $)", a, expression(scope, SqlType.TEXT, depth - 1));
            case 11 -> Sql.of(pick("LPAD", "RPAD") + "($, " + (from + count) + ", '" + pick("x", "é-", "日本") + "')", a);
            case 12 -> part(a, "'" + pick("a", " ", "é") + "'", from);
            case 13 -> Sql.of("TRANSLATE($, 'aé日', 'éx')", a);
            case 14 -> Sql.of(pick("LTRIM", "RTRIM", "TRIM") + "($, 'aé ')", a);
            case 15 -> Sql.of(pick("REPEAT($, 2)", "LEFT($, -1)", "RIGHT($, -2)"), a);
            default -> Sql.of("REVERSE($)", a);
        };
    }

    /** DuckDB's SPLIT_PART ends in an internal error where a condition compares that of a column full of NULLs. */
    private static Sql part(Sql text, String separator, int number) {
        return Sql.of2(
                "SPLIT_PART($, " + separator + ", " + number + ")",
                "ARRAY_TO_STRING(LIST_SLICE(STRING_SPLIT($, " + separator + "), " + number + ", " + number + "), '')",
                text);
    }

    private Sql date(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.DATE, depth - 1);
        int amount = 1 + random.nextInt(40);
        return switch (random.nextInt(8)) {
            case 0 -> Sql.of("CAST($ + INTERVAL '" + amount + "' DAY AS DATE)", a);
            case 1 -> Sql.of("CAST($ - INTERVAL '" + amount + "' MONTH AS DATE)", a);
            case 2 -> Sql.of("CAST($ + INTERVAL '" + (amount % 4) + "' YEAR AS DATE)", a);
            case 3 -> Sql.of("CAST($ AS DATE)", expression(scope, SqlType.TIMESTAMP, depth - 1));
            case 4 -> Sql.of("($ " + pick("+", "-") + " $)", a, Sql.of(Integer.toString(amount)));
            case 5 -> Sql.of("LAST_DAY($)", a);
            case 6 -> Sql.of("CAST(DATE_TRUNC('" + pick("week", "quarter", "year") + "', $) AS DATE)", a);
            default -> Sql.of(pick("GREATEST", "LEAST") + "($, $)", a, expression(scope, SqlType.DATE, depth - 1));
        };
    }

    private Sql timestamp(Scope scope, int depth) {
        Sql a = expression(scope, SqlType.TIMESTAMP, depth - 1);
        int amount = 1 + random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> Sql.of("($ + INTERVAL '" + amount + "' " + pick("DAY", "HOUR", "MINUTE", "SECOND") + ")", a);
            case 1 -> Sql.of("($ - INTERVAL '" + amount + "' " + pick("DAY", "MONTH", "YEAR") + ")", a);
            case 2 -> Sql.of("CAST($ AS TIMESTAMP)", expression(scope, SqlType.DATE, depth - 1));
            default -> Sql.of("DATE_TRUNC('" + pick("year", "month", "day", "hour") + "', $)", a);
        };
    }

    /** A boolean expression. */
    Sql predicate(Scope scope, int depth) {
        SqlType type = anyType();
        int choice = random.nextInt(100);
        if (depth > 0 && choice < 25) {
            Sql left = predicate(scope, depth - 1);
            Sql right = predicate(scope, depth - 1);
            return switch (random.nextInt(4)) {
                case 0 -> Sql.of("(NOT $)", left);
                case 1 -> Sql.of("($ OR $)", left, right);
                default -> Sql.of("($ AND $)", left, right);
            };
        }
        int inner = Math.max(0, depth - 1);
        Sql a = expression(scope, type, inner);
        if (choice < 60) {
            Sql b = expression(scope, type, inner);
            return Sql.of("($ " + pick("=", "<>", "<", "<=", ">", ">=") + " $)", a, b);
        }
        return switch (random.nextInt(11)) {
            case 0 -> Sql.of("($ IS NULL)", a);
            case 1 -> Sql.of("($ IS NOT NULL)", a);
            case 2 -> Sql.of("($ " + pick("BETWEEN", "NOT BETWEEN") + " $ AND $)", a, literal(type), literal(type));
            case 3 -> Sql.of("($ " + pick("IN", "NOT IN") + " ($))", a, literals(type));
            case 4 -> Sql.of("($ IS " + pick("", "NOT ") + "DISTINCT FROM $)", a, expression(scope, type, inner));
            case 5 ->
                Sql.of(
                        "($ IS " + pick("TRUE", "NOT TRUE", "FALSE", "NOT FALSE") + ")",
                        expression(scope, SqlType.BOOLEAN, inner));
            case 6 -> scope.column(random, SqlType.BOOLEAN);
            case 7 ->
                Sql.of(
                        "($ " + pick("LIKE", "NOT LIKE") + " '" + pick("!%%", "%!_%", "a!%", "!!%", "%x!__")
                                + "' ESCAPE '!')",
                        expression(scope, SqlType.TEXT, inner));
            case 8 ->
                Sql.of("($ ILIKE '" + pick("A%", "%B_", "É", "%N") + "')", expression(scope, SqlType.TEXT, inner));
            case 9 ->
                // Not with '': DuckDB takes that to be true of a NULLIF that is NULL.
                Sql.of(
                        "STARTS_WITH($, '" + pick("A", "a", "é", "longer t") + "')",
                        expression(scope, SqlType.TEXT, inner));
            default ->
                Sql.of(
                        "($ " + pick("LIKE", "NOT LIKE") + " '"
                                + pick(
                                        "a%",
                                        "%b", "%b%", "_b%", "%", "", "abc", "%é%", "longer%", "%than%e", "A__", "%x_%")
                                + "')",
                        expression(scope, SqlType.TEXT, inner));
        };
    }

    private Sql literals(SqlType type) {
        List<Sql> values = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            values.add(literal(type));
        }
        if (random.nextInt(8) == 0) {
            values.add(Sql.of("NULL"));
        }
        return Sql.join(", ", values);
    }

    String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
