package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionContext;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.execution.kernel.TimeZones;
import java.time.Instant;
import java.util.List;

/** Dates from numbers, the current time, and names of days and months. */
final class DateBuildFunctions {
    private static final long SECOND = 1_000_000L;
    private static final long DAY = CivilCalendar.DAY_MICROS;

    private DateBuildFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                now("current_date", "The date at the start of the query, in the session's zone.", "DATE"),
                now("current_timestamp", "The instant at which the query started.", "TIMESTAMP_TZ"),
                now("localtimestamp", "The local time at the start of the query, in the session's zone.", "TIMESTAMP"),
                now("current_time", "The time of day at the start of the query, in the session's zone.", "TIME"),
                function(
                        "make_date",
                        "The date of a year, month and day.",
                        "MAKE_DATE(2024, 2, 29)",
                        strict(
                                "BIGINT, BIGINT, BIGINT -> DATE",
                                b -> RowBodies.ints((input, row) -> days(input, row)))),
                function(
                        "make_timestamp",
                        "The timestamp of a year, month, day, hour, minute and second.",
                        "MAKE_TIMESTAMP(2024, 2, 29, 13, 45, 10.5)",
                        strict(
                                "BIGINT, BIGINT, BIGINT, BIGINT, BIGINT, DOUBLE -> TIMESTAMP",
                                b -> RowBodies.longs(DateBuildFunctions::timestamp))),
                function(
                        "epoch_ms",
                        "Milliseconds since 1970-01-01 00:00:00 UTC of a timestamp, or the timestamp of such a number.",
                        "EPOCH_MS(TIMESTAMP '1970-01-01 00:00:01')",
                        strict(
                                "TIMESTAMP -> BIGINT",
                                b -> RowBodies.longs((input, row) -> Math.floorDiv(input.longAt(0, row), 1000L))),
                        strict(
                                "TIMESTAMP_TZ -> BIGINT",
                                b -> RowBodies.longs((input, row) -> Math.floorDiv(input.longAt(0, row), 1000L))),
                        strict(
                                "BIGINT -> TIMESTAMP",
                                b -> RowBodies.longs((input, row) -> multiply(input.longAt(0, row), 1000)))),
                new ScalarFunction(
                        "last_day",
                        FunctionGroup.DATE_TIME,
                        "The last day of the value's month.",
                        "LAST_DAY(DATE '2024-02-01')",
                        true,
                        DateFunctions.overloads("%s -> DATE", DateBuildFunctions::lastDay)),
                new ScalarFunction(
                        "dayname",
                        FunctionGroup.DATE_TIME,
                        "The English name of the day of the week.",
                        "DAYNAME(DATE '2024-02-29')",
                        true,
                        DateFunctions.overloads("%s -> VARCHAR", b -> name(b, true))),
                new ScalarFunction(
                        "monthname",
                        FunctionGroup.DATE_TIME,
                        "The English name of the month.",
                        "MONTHNAME(DATE '2024-02-29')",
                        true,
                        DateFunctions.overloads("%s -> VARCHAR", b -> name(b, false))),
                function(
                        "age",
                        "The time from the second value (or the current date) to the first: whole months or an interval,"
                                + " as the result type says.",
                        "AGE(TIMESTAMP '2024-02-29', TIMESTAMP '2024-02-01')",
                        strict("TIMESTAMP, TIMESTAMP? -> SAME", DateBuildFunctions::age)));
    }

    private static ScalarFunction function(
            String name, String description, String example, ScalarFunction.Overload... overloads) {
        return ScalarFunction.of(name, FunctionGroup.DATE_TIME, description, example, overloads);
    }

    private static ScalarFunction now(String name, String description, String type) {
        return function(
                name,
                description,
                name.toUpperCase(java.util.Locale.ROOT),
                strict("-> " + type, DateBuildFunctions::now),
                // A precision may be given; micros are kept whatever it is.
                strict("INTEGER -> " + type, DateBuildFunctions::now));
    }

    private static ScalarKernel now(FunctionBinding binding) {
        FunctionContext context = binding.context();
        Instant start = context.queryStart();
        long instant = start.getEpochSecond() * SECOND + start.getNano() / 1000;
        long local = new TimeZones(context.timeZone()).toLocal(instant);
        DataType type = binding.result();
        return switch (type.kind()) {
            case DATE -> RowBodies.ints((input, row) -> Math.floorDiv(local, DAY));
            case TIME -> RowBodies.longs((input, row) -> Math.floorMod(local, DAY));
            case TIMESTAMP -> RowBodies.longs((input, row) -> local);
            default -> RowBodies.longs((input, row) -> instant);
        };
    }

    private static long multiply(long value, long factor) {
        try {
            return Math.multiplyExact(value, factor);
        } catch (ArithmeticException e) {
            throw NumericErrors.dateOutOfRange();
        }
    }

    private static long days(FunctionInput input, int row) {
        long year = input.longAt(0, row);
        long month = input.longAt(1, row);
        long day = input.longAt(2, row);
        if (Math.abs(year) > 5_000_000
                || month < 1
                || month > 12
                || day < 1
                || day > CivilCalendar.daysOfMonth(year, (int) month)) {
            throw new EngineException(
                    ErrorCode.INVALID_DATETIME, "There is no such date: " + year + "-" + month + "-" + day);
        }
        return CivilCalendar.days(year, (int) month, (int) day);
    }

    private static long timestamp(FunctionInput input, int row) {
        long hour = input.longAt(3, row);
        long minute = input.longAt(4, row);
        double second = input.doubleAt(5, row);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !(second >= 0 && second < 60)) {
            throw new EngineException(
                    ErrorCode.INVALID_DATETIME, "There is no such time: " + hour + ":" + minute + ":" + second);
        }
        long time = (hour * 60 + minute) * 60 * SECOND + Math.round(second * SECOND);
        long start = CivilCalendar.micros(days(input, row));
        if (start > Long.MAX_VALUE - time) {
            throw NumericErrors.dateOutOfRange();
        }
        return start + time;
    }

    private static ScalarKernel lastDay(FunctionBinding binding) {
        DateFunctions.Clock clock =
                new DateFunctions.Clock(binding.argument(0).kind(), binding.result(), binding.context());
        return RowBodies.ints((input, row) -> {
            long fields = CivilCalendar.fields(Math.floorDiv(clock.local(input, 0, row), DAY));
            int year = CivilCalendar.year(fields);
            int month = CivilCalendar.month(fields);
            return CivilCalendar.days(year, month, CivilCalendar.daysOfMonth(year, month));
        });
    }

    private static ScalarKernel name(FunctionBinding binding, boolean ofDay) {
        DateFunctions.Clock clock =
                new DateFunctions.Clock(binding.argument(0).kind(), DataType.DATE, binding.context());
        return RowBodies.text((input, row) -> {
            long days = Math.floorDiv(clock.local(input, 0, row), DAY);
            return ofDay
                    ? DateTimeFormat.DAYS.get(CivilCalendar.isoDayOfWeek(days) - 1)
                    : DateTimeFormat.MONTHS.get(CivilCalendar.month(CivilCalendar.fields(days)) - 1);
        });
    }

    private static ScalarKernel age(FunctionBinding binding) {
        boolean months = binding.result().kind() == TypeKind.INTERVAL_YEAR_MONTH;
        boolean hasSecond = binding.arguments().size() == 2;
        FunctionContext context = binding.context();
        long now =
                new TimeZones(context.timeZone()).toLocal(context.queryStart().getEpochSecond() * SECOND);
        long today = Math.floorDiv(now, DAY) * DAY;
        RowBodies.LongBody body = (input, row) -> {
            long first = hasSecond ? input.longAt(0, row) : today;
            long second = hasSecond ? input.longAt(1, row) : input.longAt(0, row);
            return months ? wholeMonths(second, first) : first - second;
        };
        return months ? RowBodies.ints(body) : RowBodies.longs(body);
    }

    private static long wholeMonths(long from, long to) {
        if (to < from) {
            return -wholeMonths(to, from);
        }
        long fromFields = CivilCalendar.fields(Math.floorDiv(from, DAY));
        long toFields = CivilCalendar.fields(Math.floorDiv(to, DAY));
        long months = (CivilCalendar.year(toFields) - CivilCalendar.year(fromFields)) * 12L
                + CivilCalendar.month(toFields)
                - CivilCalendar.month(fromFields);
        long fromRest = CivilCalendar.day(fromFields) * DAY + Math.floorMod(from, DAY);
        long toRest = CivilCalendar.day(toFields) * DAY + Math.floorMod(to, DAY);
        return toRest < fromRest ? months - 1 : months;
    }
}
