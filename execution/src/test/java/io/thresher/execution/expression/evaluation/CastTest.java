package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.cast;
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
import io.thresher.execution.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conversions as a table: the value or the error code, as PostgreSQL has them. */
class CastTest {
    private final ExpressionFixture fixture = new ExpressionFixture();

    @AfterEach
    void memoryIsFree() {
        fixture.close();
    }

    private void gives(Expression argument, DataType type, @Nullable Object expected) {
        assertThat(fixture.constant(cast(argument, type)))
                .as("%s to %s", argument, type)
                .isEqualTo(expected);
    }

    private void showsAs(Expression argument, String expected) {
        gives(argument, DataType.VARCHAR, expected);
    }

    private void fails(Expression argument, DataType type, ErrorCode code) {
        assertThatThrownBy(() -> fixture.constant(cast(argument, type)))
                .as("%s to %s", argument, type)
                .isInstanceOf(EngineException.class)
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(code);
        assertThat(fixture.constant(new Expression.Cast(argument, type, true))).isNull();
    }

    private static Expression real(double value) {
        return literal(value, DataType.DOUBLE);
    }

    @Test
    void textBecomesNumbers() {
        gives(text(" 42 "), DataType.INTEGER, 42L);
        gives(text("-9223372036854775808"), DataType.BIGINT, Long.MIN_VALUE);
        gives(text("+7"), DataType.SMALLINT, 7L);
        gives(text(" 1e3 "), DataType.DOUBLE, 1000.0);
        gives(text("nan"), DataType.DOUBLE, Double.NaN);
        gives(text("-Infinity"), DataType.DOUBLE, Double.NEGATIVE_INFINITY);
        gives(text("12.345"), DataType.decimal(10, 2), 1235L);
        gives(text("-12.345"), DataType.decimal(10, 2), -1235L);
        gives(text("1e-2"), DataType.decimal(20, 2), BigInteger.ONE);
        fails(text(""), DataType.INTEGER, ErrorCode.INVALID_CAST);
        fails(text("4x"), DataType.INTEGER, ErrorCode.INVALID_CAST);
        fails(text("1.5"), DataType.INTEGER, ErrorCode.INVALID_CAST);
        fails(text("99999999999"), DataType.INTEGER, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(text("9223372036854775808"), DataType.BIGINT, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(text("128"), DataType.TINYINT, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(text("1e400"), DataType.DOUBLE, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(text("1d"), DataType.DOUBLE, ErrorCode.INVALID_CAST);
        fails(text("1000"), DataType.decimal(5, 2), ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(text("1e999999999"), DataType.decimal(5, 2), ErrorCode.NUMERIC_OUT_OF_RANGE);
        gives(text("1e-999999999"), DataType.decimal(5, 2), 0L);
    }

    @Test
    void textBecomesBooleans() {
        for (String yes : new String[] {"t", "TRUE", " yes", "on", "1", "y"}) {
            gives(text(yes), DataType.BOOLEAN, true);
        }
        for (String no : new String[] {"f", "False", "no ", "off", "0", "n"}) {
            gives(text(no), DataType.BOOLEAN, false);
        }
        fails(text("maybe"), DataType.BOOLEAN, ErrorCode.INVALID_CAST);
        fails(text("o"), DataType.BOOLEAN, ErrorCode.INVALID_CAST);
    }

    @Test
    void numbersRound() {
        gives(real(2.5), DataType.INTEGER, 2L);
        gives(real(3.5), DataType.INTEGER, 4L);
        gives(real(-2.5), DataType.BIGINT, -2L);
        gives(decimal("2.5", 5, 1), DataType.INTEGER, 3L);
        gives(decimal("-2.5", 25, 1), DataType.INTEGER, -3L);
        gives(decimal("1.005", 10, 3), DataType.decimal(10, 2), 101L);
        gives(real(1.005), DataType.decimal(10, 2), 101L);
        gives(literal(7L, DataType.INTEGER), DataType.decimal(5, 2), 700L);
        gives(literal(7L, DataType.BIGINT), DataType.decimal(38, 10), BigInteger.valueOf(70_000_000_000L));
        gives(decimal("123.45", 10, 2), DataType.DOUBLE, 123.45);
        gives(real(0.1), DataType.REAL, (double) 0.1f);
        gives(literal(true, DataType.BOOLEAN), DataType.INTEGER, 1L);
        gives(literal(3L, DataType.INTEGER), DataType.BOOLEAN, true);
        fails(real(3e9), DataType.INTEGER, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(real(0x1p63), DataType.BIGINT, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(real(Double.NaN), DataType.INTEGER, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(real(1e39), DataType.REAL, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(literal(1000L, DataType.INTEGER), DataType.decimal(4, 1), ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(decimal("9".repeat(38), 38, 0), DataType.BIGINT, ErrorCode.NUMERIC_OUT_OF_RANGE);
        fails(literal(300L, DataType.INTEGER), DataType.TINYINT, ErrorCode.NUMERIC_OUT_OF_RANGE);
    }

    @Test
    void numbersShowAsPostgresWritesThem() {
        showsAs(literal(-5L, DataType.INTEGER), "-5");
        showsAs(decimal("-0.50", 10, 2), "-0.50");
        showsAs(decimal("0.00", 10, 2), "0.00");
        showsAs(decimal("1234567890123456789012.5", 30, 1), "1234567890123456789012.5");
        showsAs(real(1), "1");
        showsAs(real(0.1), "0.1");
        showsAs(real(1e15), "1e+15");
        showsAs(real(123456789012345.0), "123456789012345");
        showsAs(real(1.5e-5), "1.5e-05");
        showsAs(real(0.0001), "0.0001");
        showsAs(real(1e100), "1e+100");
        showsAs(real(2.0e-3), "0.002");
        showsAs(real(1.0 / 3), "0.3333333333333333");
        showsAs(real(Double.POSITIVE_INFINITY), "Infinity");
        showsAs(real(-0.0), "-0");
        showsAs(literal((double) 0.1f, DataType.REAL), "0.1");
        showsAs(literal((double) 1e10f, DataType.REAL), "1e+10");
        showsAs(literal(true, DataType.BOOLEAN), "true");
    }

    @Test
    void everyDoubleReadsBackTheSame() {
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(fixture.random.nextLong());
            if (Double.isFinite(value)) {
                String shown = io.thresher.execution.kernel.NumberText.text(value);
                assertThat(Double.parseDouble(shown)).as(shown).isEqualTo(value);
                assertThat(new BigDecimal(shown).precision()).isLessThanOrEqualTo(17);
            }
        }
    }

    @Test
    void datesAndTimesReadAndShow() {
        gives(text("2024-02-29"), DataType.DATE, date("2024-02-29").value());
        gives(text(" 1969-7-20 "), DataType.DATE, date("1969-07-20").value());
        gives(text("20240229"), DataType.DATE, date("2024-02-29").value());
        gives(text("2024-02-29 13:45"), DataType.DATE, date("2024-02-29").value());
        gives(
                text("2024-02-29T13:45:10.5"),
                DataType.TIMESTAMP,
                timestamp("2024-02-29T13:45:10.5").value());
        gives(
                text("2024-02-29 13:45:10+05"),
                DataType.TIMESTAMP,
                timestamp("2024-02-29T13:45:10").value());
        gives(
                text("2024-02-29"),
                DataType.TIMESTAMP,
                timestamp("2024-02-29T00:00:00").value());
        // The session's zone is Europe/Berlin, an hour ahead in winter.
        gives(
                text("2024-02-29 13:45:10"),
                DataType.TIMESTAMP_TZ,
                timestamp("2024-02-29T12:45:10").value());
        gives(
                text("2024-07-01 13:45:10Z"),
                DataType.TIMESTAMP_TZ,
                timestamp("2024-07-01T13:45:10").value());
        gives(
                text("2024-07-01 13:45:10 America/New_York"),
                DataType.TIMESTAMP_TZ,
                timestamp("2024-07-01T17:45:10").value());
        gives(text("13:45:10.123456"), DataType.TIME, 49_510_123_456L);
        showsAs(date("2024-02-29"), "2024-02-29");
        showsAs(literal(-719_528L, DataType.DATE), "0001-01-01 BC");
        showsAs(timestamp("2024-02-29T13:45:10.500"), "2024-02-29 13:45:10.5");
        showsAs(literal(timestamp("2024-07-01T13:45:10").value(), DataType.TIMESTAMP_TZ), "2024-07-01 15:45:10+02");
        showsAs(literal(14L, DataType.INTERVAL_YEAR_MONTH), "1 year 2 mons");
        showsAs(literal(3 * 86_400_000_000L + 1_500_000, DataType.INTERVAL_DAY_TIME), "3 days 00:00:01.5");
        for (String wrong : new String[] {"2024-02-30", "2024-13-01", "yesterday", "2024-1", "", "2024-02-29x"}) {
            fails(text(wrong), DataType.DATE, ErrorCode.INVALID_DATETIME);
            fails(text(wrong), DataType.TIMESTAMP, ErrorCode.INVALID_DATETIME);
        }
        fails(text("25:00:00"), DataType.TIME, ErrorCode.INVALID_DATETIME);
    }

    @Test
    void datesAndTimestampsConvertThroughTheSessionsZone() {
        gives(
                date("2024-07-01"),
                DataType.TIMESTAMP,
                timestamp("2024-07-01T00:00:00").value());
        gives(
                date("2024-07-01"),
                DataType.TIMESTAMP_TZ,
                timestamp("2024-06-30T22:00:00").value());
        gives(
                timestamp("2024-07-01T23:30:00"),
                DataType.DATE,
                date("2024-07-01").value());
        Expression instant = literal(timestamp("2024-07-01T23:30:00").value(), DataType.TIMESTAMP_TZ);
        gives(instant, DataType.DATE, date("2024-07-02").value());
        gives(instant, DataType.TIMESTAMP, timestamp("2024-07-02T01:30:00").value());
        gives(
                timestamp("2024-07-01T23:30:00.5"),
                DataType.timestamp(0),
                timestamp("2024-07-01T23:30:01").value());
        gives(timestamp("1970-01-01T00:00:01"), DataType.timestamp(9), 1_000_000_000L);
    }

    @Test
    void datesBeyondTheTimestampsDoNotConvertToThem() {
        for (long days : new long[] {200_000_000, -200_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            Expression.Literal date = literal(days, DataType.DATE);
            fails(date, DataType.TIMESTAMP, ErrorCode.NUMERIC_OUT_OF_RANGE);
            fails(date, DataType.timestamp(9), ErrorCode.NUMERIC_OUT_OF_RANGE);
            fails(date, DataType.TIMESTAMP_TZ, ErrorCode.NUMERIC_OUT_OF_RANGE);
        }
    }

    @Test
    void textIsCutToItsLength() {
        gives(text("zoë wins"), DataType.varchar(3), "zoë");
        gives(text("ab  "), DataType.character(3), "ab");
        gives(literal(12345L, DataType.INTEGER), DataType.varchar(3), "123");
        gives(text("\\xCAFE"), DataType.VARBINARY, new byte[] {(byte) 0xCA, (byte) 0xFE});
        gives(literal(new byte[] {1, (byte) 0xFF}, DataType.VARBINARY), DataType.VARCHAR, "\\x01ff");
    }

    @Test
    void noConversionIsATypeMismatch() {
        assertThatThrownBy(() -> fixture.constant(cast(date("2024-01-01"), DataType.INTEGER)))
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
    }
}
