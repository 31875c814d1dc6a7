package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.decimal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.text;
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
import org.junit.jupiter.api.Test;

/** Scalar functions: a table of calls and results, and the byte-wise text kernels against Java's own on random text. */
class FunctionTest extends FunctionCalls {
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
