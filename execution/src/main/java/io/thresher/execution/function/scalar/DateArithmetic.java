package io.thresher.execution.function.scalar;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.execution.kernel.TimeZones;

/**
 * Dates, times and timestamps plus or minus intervals. Months go by the calendar (the day is cut to the month's last;
 * for instants in the session's time zone), days and below by their length.
 */
final class DateArithmetic {
    /** Products such as 0.1 * 10 are not exactly whole. */
    private static final double MONTH_TOLERANCE = 1e-9;

    private DateArithmetic() {}

    /** DATE plus INTEGER days. */
    static ScalarKernel addDays(int dateArgument, int daysArgument, int sign) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long days = input.intAt(dateArgument, row) + (long) sign * input.intAt(daysArgument, row);
                input.putInt(row, checkedDays(days));
            }
        };
    }

    /** TIME plus an interval, around the clock. */
    static ScalarKernel addToTime(int timeArgument, int intervalArgument, int sign) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long shift = input.longAt(intervalArgument, row) % CivilCalendar.DAY_MICROS;
                long time = input.longAt(timeArgument, row) + sign * shift;
                input.putLong(row, Math.floorMod(time, CivilCalendar.DAY_MICROS));
            }
        };
    }

    /** DATE or TIMESTAMP plus an interval (or a TIME), to the type asked for: DATE drops the time of day. */
    static ScalarKernel addInterval(FunctionBinding binding, int dateArgument, int intervalArgument, int sign) {
        boolean months = binding.argument(intervalArgument).kind() == TypeKind.INTERVAL_YEAR_MONTH;
        TypeKind from = binding.argument(dateArgument).kind();
        TimeZones zone = new TimeZones(binding.context().timeZone());
        if (from == TypeKind.DATE && months && binding.result().kind() == TypeKind.DATE) {
            return input -> addMonths(input, dateArgument, intervalArgument, sign);
        }
        DataType type = binding.result();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long micros = from == TypeKind.DATE
                        ? CivilCalendar.micros(input.intAt(dateArgument, row))
                        : input.longAt(dateArgument, row);
                try {
                    long sum = months
                            ? addMonths(micros, (long) sign * input.intAt(intervalArgument, row), from, zone)
                            : Math.addExact(micros, Math.multiplyExact(sign, input.longAt(intervalArgument, row)));
                    put(input, row, sum, type);
                } catch (ArithmeticException e) {
                    throw NumericErrors.dateOutOfRange();
                }
            }
        };
    }

    private static void addMonths(FunctionInput input, int dateArgument, int intervalArgument, int sign) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long months = (long) sign * input.intAt(intervalArgument, row);
            input.putInt(row, checkedDays(CivilCalendar.addMonths(input.intAt(dateArgument, row), months)));
        }
    }

    static long addMonths(long micros, long months, TypeKind kind, TimeZones zone) {
        long local = kind == TypeKind.TIMESTAMP_TZ ? zone.toLocal(micros) : micros;
        long days = Math.floorDiv(local, CivilCalendar.DAY_MICROS);
        long time = local - days * CivilCalendar.DAY_MICROS;
        long sum = Math.addExact(
                Math.multiplyExact(CivilCalendar.addMonths(days, months), CivilCalendar.DAY_MICROS), time);
        return kind == TypeKind.TIMESTAMP_TZ ? zone.toInstant(sum) : sum;
    }

    private static void put(FunctionInput input, int row, long micros, DataType type) {
        if (type.kind() == TypeKind.DATE) {
            input.putInt(row, checkedDays(Math.floorDiv(micros, CivilCalendar.DAY_MICROS)));
        } else {
            input.putLong(row, type.isNanos() ? Math.multiplyExact(micros, 1000L) : micros);
        }
    }

    /** An interval times or divided by a number, rounded to the nearest microsecond; months must come out whole. */
    static ScalarKernel scale(FunctionBinding binding, int intervalArgument, int numberArgument, boolean divide) {
        boolean months = binding.result().kind() == TypeKind.INTERVAL_YEAR_MONTH;
        DataType type = binding.result();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                double number = input.doubleAt(numberArgument, row);
                if (divide && number == 0) {
                    throw NumericErrors.divisionByZero();
                }
                double size = months ? input.intAt(intervalArgument, row) : input.longAt(intervalArgument, row);
                double exact = divide ? size / number : size * number;
                double value = Math.rint(exact);
                if (months && Math.abs(exact - value) > MONTH_TOLERANCE) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "Interval is not of whole months; multiply one of days instead, months: " + exact);
                }
                if (!(Math.abs(value) <= (months ? Integer.MAX_VALUE : 9.2e18))) {
                    throw NumericErrors.outOfRange(type);
                }
                if (months) {
                    input.putInt(row, (int) value);
                } else {
                    input.putLong(row, (long) value);
                }
            }
        };
    }

    static int checkedDays(long days) {
        if (days != (int) days) {
            throw NumericErrors.dateOutOfRange();
        }
        return (int) days;
    }
}
