package io.thresher.execution.function.cast;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.execution.kernel.TimeZones;
import java.time.Instant;
import java.util.Optional;

/** Conversions between DATE, TIME, TIMESTAMP and TIMESTAMP_TZ; local time is that of the session's zone. */
final class DateTimeCasts {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long DAY = CivilCalendar.DAY_MICROS;

    private DateTimeCasts() {}

    static Optional<Casts.Conversion> bind(FunctionBinding binding, boolean safe) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        TimeZones zone = new TimeZones(binding.context().timeZone());
        boolean known = (isPoint(from) || from.kind() == TypeKind.DATE || from.kind() == TypeKind.TIME)
                && (isPoint(to) || to.kind() == TypeKind.DATE || to.kind() == TypeKind.TIME)
                && !(from.kind() == TypeKind.DATE && to.kind() == TypeKind.TIME)
                && !(from.kind() == TypeKind.TIME && to.kind() == TypeKind.DATE);
        if (!known) {
            return Optional.empty();
        }
        if (isPoint(from) && from.kind() == to.kind()) {
            return Optional.of(Casts.Conversion.strict(samePoint(from, to, safe)));
        }
        long today = today(zone, binding.context().queryStart());
        return Optional.of(Casts.Conversion.strict(new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                try {
                    put(input, row, local(input, row));
                } catch (ArithmeticException e) {
                    throw NumericErrors.dateOutOfRange();
                }
            }

            /** The source as local micros. */
            private long local(FunctionInput input, int row) {
                return switch (from.kind()) {
                    case DATE -> CivilCalendar.micros(input.intAt(0, row));
                    case TIME -> today * DAY + input.longAt(0, row);
                    case TIMESTAMP -> micros(input.longAt(0, row), from);
                    default -> zone.toLocal(micros(input.longAt(0, row), from));
                };
            }

            private void put(FunctionInput input, int row, long local) {
                switch (to.kind()) {
                    case DATE -> input.putInt(row, Math.toIntExact(Math.floorDiv(local, DAY)));
                    case TIME -> input.putLong(row, Math.floorMod(local, DAY));
                    case TIMESTAMP -> input.putLong(row, units(local, to));
                    default -> input.putLong(row, units(zone.toInstant(local), to));
                }
            }
        }));
    }

    private static long today(TimeZones zone, Instant now) {
        return Math.floorDiv(zone.toLocal(now.getEpochSecond() * 1_000_000L), DAY);
    }

    private static boolean isPoint(DataType type) {
        return type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_TZ;
    }

    /** To another precision, rounded half up. */
    private static RowCast samePoint(DataType from, DataType to, boolean safe) {
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                long value = input.longAt(0, row);
                try {
                    input.putLong(row, rescale(value, from, to));
                } catch (ArithmeticException e) {
                    throw NumericErrors.dateOutOfRange();
                }
            }
        };
    }

    static long rescale(long value, DataType from, DataType to) {
        int fromDigits = from.isNanos() ? 9 : 6;
        int toDigits = to.isNanos() ? 9 : 6;
        long rounded = value;
        if (to.precision() < fromDigits) {
            long unit = 1;
            for (int i = to.precision(); i < fromDigits; i++) {
                unit *= 10;
            }
            rounded = Math.multiplyExact(Math.floorDiv(Math.addExact(value, unit / 2), unit), unit);
        }
        if (fromDigits > toDigits) {
            return rounded / NANOS_PER_MICRO;
        }
        return fromDigits < toDigits ? Math.multiplyExact(rounded, NANOS_PER_MICRO) : rounded;
    }

    private static long micros(long value, DataType type) {
        return type.isNanos() ? Math.floorDiv(value, NANOS_PER_MICRO) : value;
    }

    private static long units(long micros, DataType type) {
        return rescale(micros, DataType.TIMESTAMP, type);
    }
}
