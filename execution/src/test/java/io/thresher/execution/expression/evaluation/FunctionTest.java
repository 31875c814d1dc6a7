package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.date;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.decimal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.text;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scalar functions: a table of calls and results, and the byte-wise text kernels against Java's own on random text. */
class FunctionTest {
    private static final DataType TEXT = DataType.VARCHAR;
    private static final DataType BOOLEAN = DataType.BOOLEAN;
    private static final DataType BIGINT = DataType.BIGINT;
    private static final DataType INTEGER = DataType.INTEGER;
    private static final DataType DOUBLE = DataType.DOUBLE;

    private final ExpressionFixture fixture = new ExpressionFixture();

    @AfterEach
    void memoryIsFree() {
        fixture.close();
    }

    private static Expression number(long value) {
        return literal(value, INTEGER);
    }

    private static Expression real(double value) {
        return literal(value, DOUBLE);
    }

    private void gives(@Nullable Object expected, String function, DataType type, Expression... arguments) {
        assertThat(fixture.constant(call(function, type, arguments)))
                .as("%s%s", function, List.of(arguments))
                .isEqualTo(expected);
    }

    private void fails(ErrorCode code, String function, DataType type, Expression... arguments) {
        assertThatThrownBy(() -> fixture.constant(call(function, type, arguments)))
                .as("%s%s", function, List.of(arguments))
                .isInstanceOf(EngineException.class)
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(code);
    }

    @Test
    void mathematics() {
        gives(3L, "abs", INTEGER, number(-3));
        gives(2.0, "sqrt", DOUBLE, number(4));
        gives(3.0, "log2", DOUBLE, number(8));
        gives(3.0, "log", DOUBLE, number(2), number(8));
        gives(1024.0, "power", DOUBLE, number(2), number(10));
        gives(Math.PI, "pi", DOUBLE);
        gives(-1L, "sign", INTEGER, number(-7));
        gives(120L, "factorial", BIGINT, number(5));
        gives(6L, "gcd", BIGINT, number(12), number(18));
        gives(12L, "lcm", BIGINT, number(4), number(6));
        gives(8L, "bit_and", INTEGER, number(12), number(10));
        gives(16L, "bit_shift_left", BIGINT, number(1), number(4));
        gives(3L, "greatest", BIGINT, number(1), number(3), literal(null, INTEGER));
        gives(1.0, "least", DOUBLE, number(1), real(3.5));
        gives(null, "least", BIGINT, literal(null, BIGINT), literal(null, BIGINT));
        fails(ErrorCode.INVALID_ARGUMENT, "sqrt", DOUBLE, number(-4));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "exp", DOUBLE, number(1000));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "ln", DOUBLE, number(0));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "factorial", BIGINT, number(21));
    }

    @Test
    void rounding() {
        DataType whole = DataType.decimal(10, 0);
        gives(3L, "round", whole, decimal("2.5", 5, 1));
        gives(-3L, "round", whole, decimal("-2.5", 5, 1));
        gives(123L, "round", DataType.decimal(10, 1), decimal("12.34", 10, 2), number(1));
        gives(1200L, "round", whole, decimal("1234.5", 10, 1), number(-2));
        gives(-2L, "ceil", whole, decimal("-2.5", 5, 1));
        gives(-3L, "floor", whole, decimal("-2.5", 5, 1));
        gives(3L, "ceil", whole, decimal("2.01", 30, 2));
        gives(-2L, "truncate", whole, decimal("-2.9", 5, 1));
        gives(2.0, "round", DOUBLE, real(2.5));
        gives(2.35, "round", DOUBLE, real(2.345), number(2));
        gives(-2.0, "ceil", DOUBLE, real(-2.5));
        gives(3L, "ceil", INTEGER, decimal("2.01", 10, 2));
    }

    @Test
    void textIsTakenApartAndPutTogether() {
        gives("hre", "substring", TEXT, text("Thresher"), number(2), number(3));
        gives("a", "substring", TEXT, text("abc"), number(0), number(2));
        gives("", "substring", TEXT, text("abc"), number(5));
        gives("ë w", "substring", TEXT, text("zoë wins"), number(3), number(3));
        gives("Th", "left", TEXT, text("Thresher"), number(2));
        gives("Thresh", "left", TEXT, text("Thresher"), number(-2));
        gives("er", "right", TEXT, text("Thresher"), number(2));
        gives("resher", "right", TEXT, text("Thresher"), number(-2));
        gives(3L, "length", INTEGER, text("zoë"));
        gives(4L, "octet_length", INTEGER, text("zoë"));
        gives("a|b", "concat", TEXT, text("a"), text("|"), text("b"));
        gives(null, "concat", TEXT, text("a"), text(null));
        gives("ab", "concat_all", TEXT, text("a"), text(null), text("b"));
        gives("a, b", "concat_ws", TEXT, text(", "), text("a"), text(null), text("b"));
        gives(5L, "position", INTEGER, text("sh"), text("Thresher"));
        gives(0L, "strpos", INTEGER, text("Thresher"), text("x"));
        gives("x", "trim", TEXT, text("  x "));
        gives("x ", "ltrim", TEXT, text("  x "));
        gives("ab", "trim", TEXT, text("xyabyx"), text("xy"));
        gives("Hello World-Wide", "initcap", TEXT, text("hELLO wORLD-wide"));
        gives("a-b-c", "replace", TEXT, text("a b c"), text(" "), text("-"));
        gives("ëoz", "reverse", TEXT, text("zoë"));
        gives("ababab", "repeat", TEXT, text("ab"), number(3));
        gives("007", "lpad", TEXT, text("7"), number(3), text("0"));
        gives("ab", "rpad", TEXT, text("abc"), number(2));
        gives("b", "split_part", TEXT, text("a,b,c"), text(","), number(2));
        gives("c", "split_part", TEXT, text("a,b,c"), text(","), number(-1));
        gives("a", "split_part", TEXT, text("a,b,c"), text(","), number(-3));
        gives("", "split_part", TEXT, text("a,b,c"), text(","), number(4));
        gives("a2x5", "translate", TEXT, text("12345"), text("143"), text("ax"));
        gives("Txxsher", "overlay", TEXT, text("Thresher"), text("xx"), number(2), number(3));
        gives(65L, "ascii", INTEGER, text("A"));
        gives("€", "chr", TEXT, number(0x20AC));
        gives(true, "starts_with", BOOLEAN, text("Thresher"), text("Th"));
        gives(false, "ends_with", BOOLEAN, text("Thresher"), text("Th"));
        gives(true, "contains", BOOLEAN, text("Thresher"), text("res"));
        gives(3L, "levenshtein", INTEGER, text("kitten"), text("sitting"));
        gives(
                "a is 'it''s' NULL \"B c\" %",
                "format", TEXT, text("%s is %L %L %I %%"), text("a"), text("it's"), text(null), text("B c"));
        fails(ErrorCode.INVALID_ARGUMENT, "substring", TEXT, text("abc"), number(1), number(-1));
    }

    @Test
    void textThatWouldBeTooLongIsRefusedBeforeItIsMade() {
        long used = fixture.memory.peakBytes();
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "repeat", TEXT, text("ab"), literal(1L << 40, BIGINT));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "lpad", TEXT, text("ab"), literal(1L << 40, BIGINT));
        fails(
                ErrorCode.NUMERIC_OUT_OF_RANGE,
                "replace",
                TEXT,
                call("repeat", TEXT, text("a"), number(1 << 20)),
                text("a"),
                text("b".repeat(100)));
        assertThat(fixture.memory.peakBytes()).isLessThan(used + (8 << 20));
    }

    @Test
    void patterns() {
        gives(true, "like", BOOLEAN, text("PROMO TIN"), text("PROMO%"));
        gives(true, "like", BOOLEAN, text("50% off"), text("50!% %"), text("!"));
        gives(false, "like", BOOLEAN, text("500 off"), text("50\\% %"));
        gives(true, "ilike", BOOLEAN, text("Straße"), text("STRAß_"));
        fails(ErrorCode.INVALID_ARGUMENT, "like", BOOLEAN, text("a"), text("a\\"));
        gives(true, "similar_to", BOOLEAN, text("abc"), text("(ab|xy)_"));
        gives(false, "similar_to", BOOLEAN, text("abcd"), text("(ab|xy)_"));
        gives(true, "regexp_like", BOOLEAN, text("Thresher"), text("^t"), text("i"));
        gives("Thr*sher", "regexp_replace", TEXT, text("Thresher"), text("[aeiou]"), text("*"));
        gives("Thr[e]sh[e]r", "regexp_replace", TEXT, text("Thresher"), text("([aeiou])"), text("[\\1]"), text("g"));
        gives("02", "regexp_extract", TEXT, text("2024-02"), text("-(\\d+)"), number(1));
        gives(null, "regexp_extract", TEXT, text("2024"), text("x"));
        gives(2L, "regexp_count", INTEGER, text("Thresher"), text("e."));
        fails(ErrorCode.INVALID_ARGUMENT, "regexp_like", BOOLEAN, text("a"), text("("));
    }

    @Test
    void bytesAndDigests() {
        gives("900150983cd24fb0d6963f7d28e17f72", "md5", TEXT, text("abc"));
        gives("ff", "to_hex", TEXT, number(255));
        gives(new byte[] {(byte) 0xFF, 1}, "from_hex", DataType.VARBINARY, text("FF01"));
        gives("VGg=", "base64", TEXT, text("Th"));
        gives("Th".getBytes(StandardCharsets.UTF_8), "from_base64", DataType.VARBINARY, text("VGg="));
        gives("5468", "encode", TEXT, literal(new byte[] {0x54, 0x68}, DataType.VARBINARY), text("hex"));
        fails(ErrorCode.INVALID_ARGUMENT, "decode", DataType.VARBINARY, text("a"), text("rot13"));
    }

    @Test
    void fieldsOfDates() {
        Expression day = date("2024-12-30");
        Expression time = timestamp("2024-02-29T13:45:10.5");
        gives(2024L, "extract_year", INTEGER, day);
        gives(2025L, "extract_isoyear", INTEGER, day);
        gives(1L, "extract_week", INTEGER, day);
        gives(4L, "extract_quarter", BIGINT, day);
        gives(1L, "extract_dow", BIGINT, day);
        gives(365L, "extract_doy", BIGINT, day);
        gives(21L, "extract_century", BIGINT, day);
        gives(13L, "extract_hour", BIGINT, time);
        gives(10L, "extract_second", BIGINT, time);
        gives(10.5, "extract_second", DOUBLE, time);
        gives(10_500L, "extract_millisecond", BIGINT, time);
        gives(
                ((Long) time("2024-02-29T13:45:10")) / 1_000_000,
                "extract_epoch",
                BIGINT,
                timestamp("2024-02-29T13:45:10"));
        gives(2024.0, "date_part", DOUBLE, text("year"), day);
        // Instants show in the session's zone, Europe/Berlin.
        gives(15L, "extract_hour", BIGINT, literal(time("2024-07-01T13:00:00"), DataType.TIMESTAMP_TZ));
    }

    private static Object time(String value) {
        return java.util.Objects.requireNonNull(timestamp(value).value());
    }

    @Test
    void datesAreMovedCutAndBuilt() {
        gives(date("2024-02-01").value(), "date_trunc", DataType.DATE, text("month"), date("2024-02-29"));
        gives(
                time("2024-02-29T13:00:00"),
                "date_trunc",
                DataType.TIMESTAMP,
                text("hour"),
                timestamp("2024-02-29T13:45:10"));
        gives(date("2024-02-26").value(), "date_trunc", DataType.DATE, text("week"), date("2024-02-29"));
        gives(29L, "date_diff", BIGINT, text("day"), date("2024-02-01"), date("2024-03-01"));
        gives(1L, "date_diff", BIGINT, text("year"), date("2023-12-31"), date("2024-01-01"));
        gives(date("2024-02-29").value(), "date_add", DataType.DATE, text("month"), number(1), date("2024-01-31"));
        gives(date("2024-02-29").value(), "make_date", DataType.DATE, number(2024), number(2), number(29));
        gives(
                time("2024-02-29T13:45:10.5"),
                "make_timestamp",
                DataType.TIMESTAMP,
                number(2024),
                number(2),
                number(29),
                number(13),
                number(45),
                real(10.5));
        gives(0L, "to_timestamp", DataType.TIMESTAMP_TZ, number(0));
        gives(date("2024-02-29").value(), "last_day", DataType.DATE, date("2024-02-01"));
        gives("Thursday", "dayname", TEXT, date("2024-02-29"));
        gives("February", "monthname", TEXT, date("2024-02-29"));
        gives(1000L, "epoch_ms", BIGINT, timestamp("1970-01-01T00:00:01"));
        gives(date("2024-02-29").value(), "current_date", DataType.DATE);
        gives(time("2024-02-29T13:34:56.789012"), "localtimestamp", DataType.TIMESTAMP);
        gives(time("2024-02-29T12:34:56.789012"), "current_timestamp", DataType.TIMESTAMP_TZ);
        gives(
                28L * 86_400_000_000L,
                "age",
                DataType.INTERVAL_DAY_TIME,
                timestamp("2024-02-29T00:00:00"),
                timestamp("2024-02-01T00:00:00"));
        fails(ErrorCode.INVALID_DATETIME, "make_date", DataType.DATE, number(2023), number(2), number(29));
        fails(ErrorCode.INVALID_ARGUMENT, "date_trunc", DataType.DATE, text("fortnight"), date("2024-02-29"));
    }

    private static Expression repeated(String part, int times) {
        return call("repeat", TEXT, text(part), number(times));
    }

    /** Each takes seconds to hours, and must end at the third look whether the query goes on. */
    private static List<Expression> longCalls() {
        Expression nearly = call("concat", TEXT, repeated("a", 200_000), text("b"), repeated("a", 200_000));
        Expression haystack = repeated("a", 1_000_000);
        Expression underscores = call("concat", TEXT, text("%"), repeated("_a", 20_000), text("b%"));
        return List.of(
                call("levenshtein", BIGINT, repeated("a", 8000), repeated("b", 8000)),
                call("position", BIGINT, nearly, haystack),
                call("contains", BOOLEAN, haystack, nearly),
                call("replace", TEXT, haystack, nearly, text("")),
                call("split_part", TEXT, haystack, nearly, number(2)),
                call("split_part", TEXT, haystack, nearly, number(-2)),
                call("like", BOOLEAN, haystack, underscores),
                call("like", BOOLEAN, haystack, call("concat", TEXT, text("%"), nearly, text("%"))),
                call("trim", TEXT, haystack, call("concat", TEXT, repeated("b", 100_000), text("a"))),
                call("regexp_replace", TEXT, repeated("ab", 10_000_000), text("a(x|y)?b"), text("c"), text("g")),
                call("regexp_count", BIGINT, repeated("ab", 10_000_000), text("a.*?b")),
                call("regexp_like", BOOLEAN, repeated("ab", 10_000_000), text("(a|b)*c")),
                call("initcap", TEXT, repeated("ab ", 10_000_000)),
                call("translate", TEXT, repeated("ab", 10_000_000), text("a"), text("b")));
    }

    @Test
    void aCallOnLongTextStopsInTheMiddle() {
        for (Expression call : longCalls()) {
            int[] looks = {0};
            EvaluationContext context = fixture.context.withStopCheck(() -> {
                if (++looks[0] > 50) {
                    throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user");
                }
            });
            long start = System.nanoTime();
            assertThatThrownBy(() -> ExpressionCompiler.compile(call, context).close())
                    .as("%s", call)
                    .isInstanceOf(EngineException.class)
                    .extracting(e -> ((EngineException) e).code())
                    .isEqualTo(ErrorCode.QUERY_CANCELED);
            assertThat(System.nanoTime() - start).as("%s", call).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void callsOnManyRowsLookEverySixtyFourWhetherTheQueryGoesOn() {
        int[] looks = {0};
        EvaluationContext context = fixture.context.withStopCheck(() -> looks[0]++);
        try (io.thresher.batch.Column column = new io.thresher.batch.Column(TEXT, fixture.memory);
                ExpressionEvaluator evaluator =
                        ExpressionCompiler.compile(call("reverse", TEXT, column(0, TEXT)), context)) {
            column.ensureCapacity(4096);
            io.thresher.memory.RawMemory.fill(column.dataAddress(), 16 * 4096, (byte) 0);
            evaluator.evaluate(
                    new io.thresher.batch.ColumnBatch(new io.thresher.batch.Column[] {column}, 4096), null, 4096);
            assertThat(looks[0]).isGreaterThanOrEqualTo(64);
        }
    }

    @Test
    void partsAreCountedFromBothEnds() {
        for (String separator : List.of(",", "aa", "é")) {
            String joined = String.join(separator, "x", "", "yaay", "z");
            List<String> parts = List.of(joined.split(separator, -1));
            for (int n = 1; n <= parts.size() + 1; n++) {
                String part = n <= parts.size() ? parts.get(n - 1) : "";
                gives(part, "split_part", TEXT, text(joined), text(separator), number(n));
                String last = n <= parts.size() ? parts.get(parts.size() - n) : "";
                gives(last, "split_part", TEXT, text(joined), text(separator), number(-n));
            }
        }
        gives("a", "split_part", TEXT, text("aaa"), text("aa"), number(-2));
        gives("a", "split_part", TEXT, text("aaa"), text("aa"), number(2));
        gives("abc", "split_part", TEXT, text("abc"), text(""), number(-1));
        gives("", "split_part", TEXT, text("abc"), text(""), number(2));
        gives("-éx-éx", "replace", TEXT, text("aéxaéx"), text("a"), text("-"));
        gives("axax", "replace", TEXT, text("aéxaéx"), text("é"), text(""));
        gives(
                "a long text of more than twelve bytes",
                "replace",
                TEXT,
                text("a # bytes"),
                text("#"),
                text("long text of more than twelve"));
    }

    @Test
    void datesBeyondTheTimestampsAreOutOfRange() {
        Expression late = literal(200_000_000L, DataType.DATE);
        Expression early = literal(-200_000_000L, DataType.DATE);
        for (Expression date : List.of(late, early)) {
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "extract_second", DataType.decimal(18, 6), date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_trunc", DataType.DATE, text("month"), date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_part", DOUBLE, text("year"), date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_diff", BIGINT, text("day"), date, date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_add", DataType.DATE, text("day"), number(1), date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "last_day", DataType.DATE, date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "dayname", TEXT, date);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "to_char", TEXT, date, text("YYYY"));
            Expression hour = literal(3_600_000_000L, DataType.INTERVAL_DAY_TIME);
            fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "add", DataType.TIMESTAMP, date, hour);
        }
        Expression first = literal(Long.MIN_VALUE + 1, DataType.TIMESTAMP);
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_trunc", DataType.TIMESTAMP, text("year"), first);
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_trunc", DataType.TIMESTAMP, text("second"), first);
        Expression micros = literal(Long.MAX_VALUE / 10, DataType.TIMESTAMP);
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "date_add", DataType.timestamp(9), text("day"), number(1), micros);
    }

    @Test
    void nanosecondsAreCutNotRoundedBeforeFieldsAreTaken() {
        long nanos = 1_704_067_199_999_999_900L;
        Expression lastOf2023 = literal(nanos, DataType.timestamp(9));
        gives(2023L, "extract_year", BIGINT, lastOf2023);
        gives(59_999_999L, "extract_microsecond", BIGINT, lastOf2023);
        gives("2023", "to_char", TEXT, lastOf2023, text("YYYY"));
        gives(1_672_531_200_000_000_000L, "date_trunc", DataType.timestamp(9), text("year"), lastOf2023);
        Expression beforeEpoch = literal(-1L, DataType.timestamp(9));
        gives(1969L, "extract_year", BIGINT, beforeEpoch);
        fixture.check(
                call("extract_year", BIGINT, column(0, DataType.timestamp(9))),
                List.of(DataType.timestamp(9)),
                List.of(() -> fixture.random.nextBoolean() ? nanos : nanos + 100),
                a -> a[0] == null ? null : (Long) a[0] == nanos ? 2023L : 2024L);
    }

    @Test
    void datesAreWrittenAndReadByFormats() {
        Expression time = timestamp("2024-02-29T13:05:09.123456");
        gives("29.02.2024 13:05:09", "strftime", TEXT, time, text("%d.%m.%Y %H:%M:%S"));
        gives("Thu, Feb 29 01:05 PM 100%", "strftime", TEXT, time, text("%a, %b %-d %I:%M %p 100%%"));
        gives("29 Feb 2024 01:05 PM", "to_char", TEXT, time, text("DD Mon YYYY HH12:MI AM"));
        gives("THURSDAY , day 29", "to_char", TEXT, time, text("DAY, \"day\" FMDD"));
        gives("13:05:09.123", "to_char", TEXT, time, text("HH24:MI:SS.MS"));
        gives(
                time("2024-02-29T13:05:09"),
                "strptime",
                DataType.TIMESTAMP,
                text("29.02.2024 13:05:09"),
                text("%d.%m.%Y %H:%M:%S"));
        gives(date("2024-02-29").value(), "to_date", DataType.DATE, text("29 Feb 2024"), text("DD Mon YYYY"));
        gives(date("2024-02-29").value(), "to_date", DataType.DATE, text("20240229"), text("YYYYMMDD"));
        fails(ErrorCode.NUMERIC_OUT_OF_RANGE, "strptime", DataType.TIMESTAMP, text("999999999999999999"), text("%s"));
        fails(ErrorCode.INVALID_DATETIME, "to_date", DataType.DATE, text("29 Feb"), text("DD Mon YYYY"));
        gives(" 1,234.50", "to_char", TEXT, decimal("1234.5", 10, 1), text("9,999.99"));
        gives("-007", "to_char", TEXT, number(-7), text("000"));
    }

    @Test
    void aboutTheSession() {
        gives("tester", "current_user", TEXT);
        gives("main", "current_schema", TEXT);
        gives("DECIMAL(5, 1)", "typeof", TEXT, decimal("2.5", 5, 1));
        assertThat(fixture.constant(call("version", TEXT)).toString()).startsWith("Thresher");
        fails(ErrorCode.FUNCTION_NOT_FOUND, "no_such_function", TEXT);
        fails(ErrorCode.TYPE_MISMATCH, "sqrt", DOUBLE, literal(true, BOOLEAN));
    }

    @Test
    void randomNumbersDifferFromRowToRow() {
        try (ExpressionEvaluator evaluator = ExpressionCompiler.compile(call("random", DOUBLE), fixture.context)) {
            var batch = new io.thresher.batch.ColumnBatch(new io.thresher.batch.Column[0], 100);
            var column = evaluator.evaluate(batch, null, 100);
            assertThat(TestColumns.value(column, 0)).isNotEqualTo(TestColumns.value(column, 99));
        }
    }

    private Supplier<@Nullable Object> randomText() {
        String alphabet = "abAB %_\\z.ëß€😀";
        int[] letters = alphabet.codePoints().toArray();
        return () -> {
            StringBuilder text = new StringBuilder();
            int length = fixture.random.nextInt(fixture.random.nextInt(5) == 0 ? 60 : 14);
            boolean ascii = fixture.random.nextBoolean();
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(letters[fixture.random.nextInt(ascii ? 10 : letters.length)]);
            }
            return text.toString();
        };
    }

    @Test
    void byteKernelsAgreeWithJavaOnRandomText() {
        Expression s = column(0, TEXT);
        List<DataType> one = List.of(TEXT);
        List<Supplier<@Nullable Object>> values = List.of(randomText());
        fixture.check(call("upper", TEXT, s), one, values, v -> v[0] == null ? null : upper(v[0].toString()));
        fixture.check(
                call("length", BIGINT, s),
                one,
                values,
                v -> v[0] == null
                        ? null
                        : (long) v[0].toString()
                                .codePointCount(0, v[0].toString().length()));
        fixture.check(
                call("octet_length", BIGINT, s),
                one,
                values,
                v -> v[0] == null ? null : (long) v[0].toString().getBytes(StandardCharsets.UTF_8).length);
        fixture.check(call("concat", TEXT, s, text("|"), s), one, values, v -> v[0] == null ? null : v[0] + "|" + v[0]);
        fixture.check(
                call("concat_all", TEXT, s, text("|"), s), one, values, v -> v[0] == null ? "|" : v[0] + "|" + v[0]);
        fixture.check(
                call("contains", BOOLEAN, s, text("ab")),
                one,
                values,
                v -> v[0] == null ? null : (Object) v[0].toString().contains("ab"));
        fixture.check(
                call("trim", TEXT, s),
                one,
                values,
                v -> v[0] == null ? null : v[0].toString().replaceAll("^ +| +$", ""));
        Expression start = column(1, BIGINT);
        Expression length = column(2, BIGINT);
        fixture.check(
                call("substring", TEXT, s, start, length),
                List.of(TEXT, BIGINT, BIGINT),
                List.of(randomText(), () -> (long) fixture.random.nextInt(20) - 5, () ->
                        (long) fixture.random.nextInt(20)),
                v -> v[0] == null || v[1] == null || v[2] == null
                        ? null
                        : substring(v[0].toString(), (Long) v[1], (Long) v[2]));
    }

    private static String upper(String text) {
        // Character by character: ß has no upper case of one letter.
        return text.codePoints()
                .mapToObj(c -> new String(Character.toChars(Character.toUpperCase(c))))
                .reduce("", String::concat);
    }

    private static String substring(String text, long start, long length) {
        int[] letters = text.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        for (long i = Math.max(1, start); i < start + length && i <= letters.length; i++) {
            result.appendCodePoint(letters[(int) i - 1]);
        }
        return result.toString();
    }

    @Test
    void likeAgreesWithRegularExpressionsOnRandomPatterns() {
        Expression s = column(0, TEXT);
        for (int i = 0; i < 25; i++) {
            String pattern =
                    ((String) java.util.Objects.requireNonNull(randomText().get())).replace("\\", "");
            StringBuilder regex = new StringBuilder();
            for (int c : pattern.codePoints().toArray()) {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : java.util.regex.Pattern.quote(Character.toString(c)));
            }
            java.util.regex.Pattern compiled =
                    java.util.regex.Pattern.compile(regex.toString(), java.util.regex.Pattern.DOTALL);
            String hit = pattern.replace("%", "ab").replace("_", "€");
            Supplier<@Nullable Object> values = randomText();
            fixture.check(
                    call("like", BOOLEAN, s, text(pattern)),
                    List.of(TEXT),
                    List.of(() -> fixture.random.nextInt(3) == 0 ? hit : values.get()),
                    v -> v[0] == null
                            ? null
                            : (Object) compiled.matcher(v[0].toString()).matches());
        }
    }
}
