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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions of dates that take a unit's name, and those that build dates. Local time is that of the session's zone. */
final class DateFunctions {
    private static final long SECOND = 1_000_000L;
    private static final long DAY = CivilCalendar.DAY_MICROS;
    private static final List<String> POINTS = List.of("DATE", "TIMESTAMP", "TIMESTAMP_TZ");

    private DateFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>();
        functions.add(function(
                "date_trunc",
                "The start of the unit (year, month, week, hour ...) that the value lies in.",
                "DATE_TRUNC('month', DATE '2024-02-29')",
                overloads("VARCHAR, %s -> SAME", b -> unit(b, DateFunctions::truncate))));
        functions.add(function(
                "date_part",
                "A field of the value by its name, as EXTRACT.",
                "DATE_PART('year', DATE '2024-02-29')",
                overloads("VARCHAR, %s -> DOUBLE", DateFunctions::datePart)));
        functions.add(function(
                "date_diff",
                "How many starts of the unit lie between the first value and the second.",
                "DATE_DIFF('day', DATE '2024-02-01', DATE '2024-03-01')",
                overloads("VARCHAR, %1$s, %1$s -> BIGINT", DateFunctions::dateDiff)));
        functions.add(function(
                "date_add",
                "The value moved by n units.",
                "DATE_ADD('month', 1, DATE '2024-01-31')",
                overloads("VARCHAR, BIGINT, %s -> SAME", DateFunctions::dateAdd)));
        functions.addAll(DateBuildFunctions.functions());
        return functions;
    }

    static ScalarFunction function(
            String name, String description, String example, List<ScalarFunction.Overload> overloads) {
        return new ScalarFunction(name, FunctionGroup.DATE_TIME, description, example, true, overloads);
    }

    static List<ScalarFunction.Overload> overloads(String signature, Function<FunctionBinding, ScalarKernel> binder) {
        List<ScalarFunction.Overload> overloads = new ArrayList<>();
        for (String point : POINTS) {
            overloads.add(strict(signature.replace("%1$s", point).replace("%s", point), binder::apply));
        }
        return overloads;
    }

    /** Turns an argument into local micros and a result back. */
    static final class Clock {
        private final TypeKind from;
        private final DataType to;
        private final TimeZones zone;

        Clock(TypeKind from, DataType to, FunctionContext context) {
            this.from = from;
            this.to = to;
            this.zone = new TimeZones(context.timeZone());
        }

        long local(FunctionInput input, int argument, int row) {
            return switch (from) {
                case DATE -> CivilCalendar.micros(input.intAt(argument, row));
                case TIMESTAMP_TZ -> zone.toLocal(input.longAt(argument, row));
                default -> input.longAt(argument, row);
            };
        }

        void put(FunctionInput input, int row, long local) {
            switch (to.kind()) {
                case DATE -> input.putInt(row, DateArithmetic.checkedDays(Math.floorDiv(local, DAY)));
                case TIMESTAMP_TZ -> input.putLong(row, units(zone.toInstant(local)));
                default -> input.putLong(row, units(local));
            }
        }

        private long units(long micros) {
            try {
                return to.isNanos() ? Math.multiplyExact(micros, 1000L) : micros;
            } catch (ArithmeticException e) {
                throw NumericErrors.dateOutOfRange();
            }
        }
    }

    /** Looks units up; the last one found is kept. */
    static final class UnitCache {
        private String name = "";
        private @Nullable DateField field;

        DateField field(String wanted) {
            DateField known = field;
            if (known == null || !wanted.equals(name)) {
                known = DateField.find(wanted);
                if (known == null) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "Unknown date unit; use year, quarter, month, week, day, hour, minute, second ...: \""
                                    + wanted + "\"");
                }
                name = wanted;
                field = known;
            }
            return known;
        }
    }

    /** A function of a unit and local micros. */
    private interface UnitBody {
        long apply(DateField unit, long local);
    }

    private static ScalarKernel unit(FunctionBinding binding, UnitBody body) {
        Clock clock = new Clock(binding.argument(1).kind(), binding.result(), binding.context());
        UnitCache units = new UnitCache();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long local = clock.local(input, 1, row);
                long start = body.apply(units.field(input.textAt(0, row)), local);
                if (start > local) {
                    // Earlier than the least timestamp, so that it went round.
                    throw NumericErrors.dateOutOfRange();
                }
                clock.put(input, row, start);
            }
        };
    }

    static long truncate(DateField unit, long local) {
        long days = Math.floorDiv(local, DAY);
        long fields = CivilCalendar.fields(days);
        int year = CivilCalendar.year(fields);
        return switch (unit) {
            case MICROSECOND -> local;
            case MILLISECOND -> Math.floorDiv(local, 1000L) * 1000;
            case SECOND, EPOCH -> Math.floorDiv(local, SECOND) * SECOND;
            case MINUTE -> Math.floorDiv(local, 60 * SECOND) * 60 * SECOND;
            case HOUR -> Math.floorDiv(local, 3600 * SECOND) * 3600 * SECOND;
            case DAY, DOW, ISODOW, DOY -> days * DAY;
            case WEEK -> (days - CivilCalendar.isoDayOfWeek(days) + 1) * DAY;
            case MONTH -> CivilCalendar.days(year, CivilCalendar.month(fields), 1) * DAY;
            case QUARTER -> CivilCalendar.days(year, (CivilCalendar.month(fields) - 1) / 3 * 3 + 1, 1) * DAY;
            case YEAR -> CivilCalendar.days(year, 1, 1) * DAY;
            case ISOYEAR -> isoYearStart(CivilCalendar.isoYear(days)) * DAY;
            case DECADE -> CivilCalendar.days(Math.floorDiv(year, 10) * 10L, 1, 1) * DAY;
            case CENTURY -> CivilCalendar.days(Math.floorDiv(year - 1, 100) * 100L + 1, 1, 1) * DAY;
            case MILLENNIUM -> CivilCalendar.days(Math.floorDiv(year - 1, 1000) * 1000L + 1, 1, 1) * DAY;
        };
    }

    private static long isoYearStart(int year) {
        long january4 = CivilCalendar.days(year, 1, 4);
        return january4 - CivilCalendar.isoDayOfWeek(january4) + 1;
    }

    private static ScalarKernel datePart(FunctionBinding binding) {
        boolean instant = binding.argument(1).kind() == TypeKind.TIMESTAMP_TZ;
        Clock clock = new Clock(binding.argument(1).kind(), binding.result(), binding.context());
        UnitCache units = new UnitCache();
        return RowBodies.doubles((input, row) -> {
            DateField field = units.field(input.textAt(0, row));
            long micros = instant && field == DateField.EPOCH ? input.longAt(1, row) : clock.local(input, 1, row);
            return field.ofMicros(micros) / 1e6;
        });
    }

    private static ScalarKernel dateDiff(FunctionBinding binding) {
        Clock clock = new Clock(binding.argument(1).kind(), binding.argument(1), binding.context());
        UnitCache units = new UnitCache();
        return RowBodies.longs((input, row) -> {
            DateField unit = units.field(input.textAt(0, row));
            return ordinal(unit, clock.local(input, 2, row)) - ordinal(unit, clock.local(input, 1, row));
        });
    }

    /** The number of the unit that a local time lies in. */
    private static long ordinal(DateField unit, long local) {
        long days = Math.floorDiv(local, DAY);
        long fields = CivilCalendar.fields(days);
        long year = CivilCalendar.year(fields);
        return switch (unit) {
            case MICROSECOND -> local;
            case MILLISECOND -> Math.floorDiv(local, 1000L);
            case SECOND, EPOCH -> Math.floorDiv(local, SECOND);
            case MINUTE -> Math.floorDiv(local, 60 * SECOND);
            case HOUR -> Math.floorDiv(local, 3600 * SECOND);
            case DAY, DOW, ISODOW, DOY -> days;
            case WEEK -> Math.floorDiv(days + 3, 7L);
            case MONTH -> year * 12 + CivilCalendar.month(fields);
            case QUARTER -> year * 4 + (CivilCalendar.month(fields) - 1) / 3;
            case YEAR -> year;
            case ISOYEAR -> CivilCalendar.isoYear(days);
            case DECADE -> Math.floorDiv(year, 10L);
            case CENTURY -> Math.floorDiv(year - 1, 100L);
            case MILLENNIUM -> Math.floorDiv(year - 1, 1000L);
        };
    }

    private static ScalarKernel dateAdd(FunctionBinding binding) {
        Clock clock = new Clock(binding.argument(2).kind(), binding.result(), binding.context());
        UnitCache units = new UnitCache();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                try {
                    long moved =
                            move(units.field(input.textAt(0, row)), input.longAt(1, row), clock.local(input, 2, row));
                    clock.put(input, row, moved);
                } catch (ArithmeticException e) {
                    throw NumericErrors.dateOutOfRange();
                }
            }
        };
    }

    private static long move(DateField unit, long n, long local) {
        long months = switch (unit) {
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR, ISOYEAR -> 12;
            case DECADE -> 120;
            case CENTURY -> 1200;
            case MILLENNIUM -> 12_000;
            default -> 0;
        };
        if (months != 0) {
            long total = Math.multiplyExact(months, n);
            if (Math.abs(total) > Integer.MAX_VALUE) {
                throw new ArithmeticException("months");
            }
            long days = Math.floorDiv(local, DAY);
            return Math.addExact(Math.multiplyExact(CivilCalendar.addMonths(days, total), DAY), local - days * DAY);
        }
        long micros = switch (unit) {
            case MICROSECOND -> 1;
            case MILLISECOND -> 1000;
            case MINUTE -> 60 * SECOND;
            case HOUR -> 3600 * SECOND;
            case DAY, DOW, ISODOW, DOY -> DAY;
            case WEEK -> 7 * DAY;
            default -> SECOND;
        };
        return Math.addExact(local, Math.multiplyExact(micros, n));
    }
}
