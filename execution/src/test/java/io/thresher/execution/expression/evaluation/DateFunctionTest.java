package io.thresher.execution.expression.evaluation;

import static io.thresher.execution.expression.evaluation.ExpressionFixture.call;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.column;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.date;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.decimal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.literal;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.text;
import static io.thresher.execution.expression.evaluation.ExpressionFixture.timestamp;

import io.thresher.batch.DataType;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions of dates, times and intervals. */
class DateFunctionTest extends FunctionCalls {
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
}
