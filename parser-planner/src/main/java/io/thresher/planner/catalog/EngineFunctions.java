package io.thresher.planner.catalog;

import static org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.calcite.sql.type.OperandTypes.or;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** The scalar functions beside those with a syntax of their own: SQL name, executor's name, types. */
final class EngineFunctions {
    private static final SqlTypeFamily TEXT = SqlTypeFamily.CHARACTER;
    private static final SqlTypeFamily NUMBER = SqlTypeFamily.NUMERIC;
    private static final SqlTypeFamily INTEGER = SqlTypeFamily.INTEGER;
    private static final SqlTypeFamily DATETIME = SqlTypeFamily.DATETIME;
    private static final SqlTypeFamily ANY = SqlTypeFamily.ANY;

    private final List<SqlOperator> functions = new ArrayList<>();

    private EngineFunctions() {}

    static List<SqlOperator> all() {
        EngineFunctions all = new EngineFunctions();
        all.math();
        all.bits();
        all.text();
        all.patterns();
        all.dates();
        all.other();
        return all.functions;
    }

    private void math() {
        for (String name : List.of(
                "sqrt", "cbrt", "exp", "ln", "log10", "log2", "sin", "cos", "tan", "asin", "acos", "atan", "sinh",
                "cosh", "tanh", "cot", "degrees", "radians")) {
            add(name, ResultTypes.DOUBLE, family(NUMBER));
        }
        add("abs", ResultTypes.FIRST, or(family(NUMBER), family(SqlTypeFamily.DATETIME_INTERVAL)));
        add("sign", ResultTypes.EXACT_OR_DOUBLE, family(NUMBER));
        add("round", ResultTypes.ROUNDED, or(family(NUMBER), family(NUMBER, INTEGER)));
        add("truncate", ResultTypes.ROUNDED, or(family(NUMBER), family(NUMBER, INTEGER)));
        add("trunc", "truncate", ResultTypes.ROUNDED, or(family(NUMBER), family(NUMBER, INTEGER)));
        add("log", ResultTypes.DOUBLE, or(family(NUMBER), family(NUMBER, NUMBER)));
        for (String name : List.of("power", "pow")) {
            add(name, "power", ResultTypes.DOUBLE, family(NUMBER, NUMBER));
        }
        add("atan2", ResultTypes.DOUBLE, family(NUMBER, NUMBER));
        add("pi", ResultTypes.DOUBLE, family());
        random("random");
        random("rand");
        add("factorial", ResultTypes.BIGINT, family(INTEGER));
        add("gcd", ResultTypes.BIGINT, family(INTEGER, INTEGER));
        add("lcm", ResultTypes.BIGINT, family(INTEGER, INTEGER));
        add("is_nan", ResultTypes.BOOLEAN, family(NUMBER));
        add("isnan", "is_nan", ResultTypes.BOOLEAN, family(NUMBER));
        add("is_infinite", ResultTypes.BOOLEAN, family(NUMBER));
        add("isinf", "is_infinite", ResultTypes.BOOLEAN, family(NUMBER));
        add("greatest", ResultTypes.COMMON, OperandTypes.SAME_VARIADIC);
        add("least", ResultTypes.COMMON, OperandTypes.SAME_VARIADIC);
    }

    private void random(String name) {
        functions.add(new EngineFunction(name, "random", ResultTypes.DOUBLE, family(), false));
    }

    private void bits() {
        for (String name : List.of("bit_and", "bit_or", "bit_xor", "bit_shift_left", "bit_shift_right")) {
            String alias = name.replace("_", "").replace("shift", "_shift_");
            add(alias.startsWith("bit_shift") ? name : alias, name, ResultTypes.COMMON, family(INTEGER, INTEGER));
        }
        add("xor", "bit_xor", ResultTypes.COMMON, family(INTEGER, INTEGER));
        add("bitnot", "bit_not", ResultTypes.FIRST, family(INTEGER));
        add("bit_not", ResultTypes.FIRST, family(INTEGER));
    }

    private void text() {
        for (String name : List.of("upper", "lower", "initcap", "reverse", "md5", "sha256", "base64")) {
            add(name, ResultTypes.TEXT, family(TEXT));
        }
        add("ucase", "upper", ResultTypes.TEXT, family(TEXT));
        add("lcase", "lower", ResultTypes.TEXT, family(TEXT));
        for (String name : List.of("length", "char_length", "character_length", "len", "strlen")) {
            add(name, "length", ResultTypes.INTEGER, family(TEXT));
        }
        add("octet_length", ResultTypes.INTEGER, or(family(TEXT), family(SqlTypeFamily.BINARY)));
        add("bit_length", ResultTypes.INTEGER, or(family(TEXT), family(SqlTypeFamily.BINARY)));
        for (String name : List.of("ltrim", "rtrim")) {
            add(name, ResultTypes.TEXT, or(family(TEXT), family(TEXT, TEXT)));
        }
        add("btrim", "trim", ResultTypes.TEXT, or(family(TEXT), family(TEXT, TEXT)));
        add("substr", "substring", ResultTypes.TEXT, or(family(TEXT, INTEGER), family(TEXT, INTEGER, INTEGER)));
        for (String name : List.of("left", "right", "repeat")) {
            add(name, ResultTypes.TEXT, family(TEXT, INTEGER));
        }
        for (String name : List.of("lpad", "rpad")) {
            add(name, ResultTypes.TEXT, or(family(TEXT, INTEGER), family(TEXT, INTEGER, TEXT)));
        }
        add("strpos", ResultTypes.INTEGER, family(TEXT, TEXT));
        add("instr", "strpos", ResultTypes.INTEGER, family(TEXT, TEXT));
        for (String name : List.of("replace", "translate")) {
            add(name, ResultTypes.TEXT, family(TEXT, TEXT, TEXT));
        }
        add("split_part", ResultTypes.TEXT, family(TEXT, TEXT, INTEGER));
        add("ascii", ResultTypes.INTEGER, family(TEXT));
        add("chr", ResultTypes.TEXT, family(INTEGER));
        for (String name : List.of("starts_with", "ends_with", "contains")) {
            add(name, ResultTypes.BOOLEAN, family(TEXT, TEXT));
        }
        add("to_hex", ResultTypes.TEXT, or(family(INTEGER), family(SqlTypeFamily.BINARY)));
        add("hex", "to_hex", ResultTypes.TEXT, or(family(INTEGER), family(SqlTypeFamily.BINARY)));
        add("from_hex", ResultTypes.BINARY, family(TEXT));
        add("from_base64", ResultTypes.BINARY, family(TEXT));
        add("encode", ResultTypes.TEXT, family(SqlTypeFamily.BINARY, TEXT));
        add("decode", ResultTypes.BINARY, family(TEXT, TEXT));
        add("levenshtein", ResultTypes.INTEGER, family(TEXT, TEXT));
        add("concat", "concat_all", ResultTypes.TEXT, variadic(1));
        add("concat_ws", ResultTypes.TEXT, variadic(2));
        add("format", ResultTypes.TEXT, variadic(1));
    }

    private void patterns() {
        add("regexp_like", ResultTypes.BOOLEAN, or(family(TEXT, TEXT), family(TEXT, TEXT, TEXT)));
        add("regexp_matches", ResultTypes.BOOLEAN, or(family(TEXT, TEXT), family(TEXT, TEXT, TEXT)));
        add("regexp_replace", ResultTypes.TEXT, or(family(TEXT, TEXT, TEXT), family(TEXT, TEXT, TEXT, TEXT)));
        add("regexp_extract", ResultTypes.TEXT, or(family(TEXT, TEXT), family(TEXT, TEXT, INTEGER)));
        add("regexp_count", ResultTypes.INTEGER, or(family(TEXT, TEXT), family(TEXT, TEXT, TEXT)));
    }

    private void dates() {
        for (String unit : List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second")) {
            add(unit, "extract_" + unit, ResultTypes.BIGINT, family(DATETIME));
        }
        add("dayofmonth", "extract_day", ResultTypes.BIGINT, family(DATETIME));
        add("dayofyear", "extract_doy", ResultTypes.BIGINT, family(DATETIME));
        add("dayofweek", "extract_dow", ResultTypes.BIGINT, family(DATETIME));
        add("isodow", "extract_isodow", ResultTypes.BIGINT, family(DATETIME));
        add("weekofyear", "extract_week", ResultTypes.BIGINT, family(DATETIME));
        add("date_trunc", ResultTypes.SECOND, family(TEXT, DATETIME));
        add("date_part", ResultTypes.DOUBLE, or(family(TEXT, DATETIME), family(TEXT, SqlTypeFamily.DATETIME_INTERVAL)));
        for (String name : List.of("date_diff", "datediff")) {
            add(name, "date_diff", ResultTypes.BIGINT, family(TEXT, DATETIME, DATETIME));
        }
        add("date_add", ResultTypes.THIRD, family(TEXT, INTEGER, DATETIME));
        add("age", ResultTypes.INTERVAL, or(family(DATETIME), family(DATETIME, DATETIME)));
        add("make_date", ResultTypes.DATE, family(INTEGER, INTEGER, INTEGER));
        add("make_timestamp", ResultTypes.TIMESTAMP, family(INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, NUMBER));
        add("to_timestamp", ResultTypes.TIMESTAMP_TZ, or(family(NUMBER), family(TEXT, TEXT)));
        add("strptime", ResultTypes.TIMESTAMP, family(TEXT, TEXT));
        add("to_date", ResultTypes.DATE, family(TEXT, TEXT));
        add("strftime", ResultTypes.TEXT, family(DATETIME, TEXT));
        add("to_char", ResultTypes.TEXT, or(family(DATETIME, TEXT), family(NUMBER, TEXT)));
        add("last_day", ResultTypes.DATE, family(DATETIME));
        add("dayname", ResultTypes.TEXT, family(DATETIME));
        add("monthname", ResultTypes.TEXT, family(DATETIME));
        add(
                "epoch",
                "extract_epoch",
                ResultTypes.DOUBLE,
                or(family(DATETIME), family(SqlTypeFamily.DATETIME_INTERVAL)));
        add("epoch_ms", ResultTypes.BIGINT, family(DATETIME));
        functions.add(new EngineFunction(
                "current_timestamp",
                "current_timestamp",
                DataTypes::timestampTz,
                family(),
                true,
                SqlSyntax.FUNCTION_ID));
        add("now", "current_timestamp", DataTypes::timestampTz, family());
        add("today", "current_date", ResultTypes.DATE, family());
    }

    private void other() {
        add("typeof", ResultTypes.TEXT, family(ANY));
        add("hash", ResultTypes.BIGINT, variadic(1));
        add("version", ResultTypes.TEXT, family());
        add("current_schema", ResultTypes.TEXT, family());
        add("current_database", "current_schema", ResultTypes.TEXT, family());
    }

    private void add(String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
        add(name, name, type, operands);
    }

    private void add(String name, String canonical, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
        functions.add(new EngineFunction(name, canonical, type, operands, true));
    }

    private static SqlOperandTypeChecker variadic(int least) {
        return OperandTypes.variadic(SqlOperandCountRanges.from(least));
    }
}
