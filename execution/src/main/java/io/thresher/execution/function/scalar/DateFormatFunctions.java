package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.execution.kernel.TimeZones;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates and timestamps to and from text of a given format, and numbers to text. */
final class DateFormatFunctions {
    private DateFormatFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction.Overload> toChar =
                new ArrayList<>(DateFunctions.overloads("%s, VARCHAR -> VARCHAR", b -> write(b, false)));
        toChar.add(strict("DECIMAL, VARCHAR -> VARCHAR", NumberFormats::kernel));
        toChar.add(strict("DOUBLE, VARCHAR -> VARCHAR", NumberFormats::kernel));
        return List.of(
                new ScalarFunction(
                        "strftime",
                        FunctionGroup.DATE_TIME,
                        "The value as text by a format of C's strftime.",
                        "STRFTIME(DATE '2024-02-29', '%d.%m.%Y')",
                        true,
                        DateFunctions.overloads("%s, VARCHAR -> VARCHAR", b -> write(b, true))),
                new ScalarFunction(
                        "to_char",
                        FunctionGroup.DATE_TIME,
                        "A date, timestamp or number as text by a template of PostgreSQL.",
                        "TO_CHAR(DATE '2024-02-29', 'DD Mon YYYY')",
                        true,
                        toChar),
                ScalarFunction.of(
                        "strptime",
                        FunctionGroup.DATE_TIME,
                        "The timestamp of a text by a format of C's strptime.",
                        "STRPTIME('29.02.2024', '%d.%m.%Y')",
                        strict("VARCHAR, VARCHAR -> TIMESTAMP", b -> read(b, true))),
                ScalarFunction.of(
                        "to_date",
                        FunctionGroup.DATE_TIME,
                        "The date of a text by a template of PostgreSQL.",
                        "TO_DATE('29 Feb 2024', 'DD Mon YYYY')",
                        strict("VARCHAR, VARCHAR -> DATE", b -> read(b, false))),
                ScalarFunction.of(
                        "to_timestamp",
                        FunctionGroup.DATE_TIME,
                        "The instant of seconds since 1970-01-01 00:00:00 UTC, or of a text by a template.",
                        "TO_TIMESTAMP(0)",
                        strict("DOUBLE -> TIMESTAMP_TZ", b -> fromEpoch()),
                        strict("VARCHAR, VARCHAR -> TIMESTAMP_TZ", b -> read(b, false))));
    }

    /** The last format compiled; constant formats are so compiled once. */
    private static final class Cache {
        private final boolean percent;
        private String source = "";
        private @Nullable DateTimeFormat format;

        Cache(boolean percent) {
            this.percent = percent;
        }

        DateTimeFormat format(String wanted) {
            DateTimeFormat known = format;
            if (known == null || !wanted.equals(source)) {
                known = percent ? DateTimeFormat.ofPercent(wanted) : DateTimeFormat.ofTemplate(wanted);
                source = wanted;
                format = known;
            }
            return known;
        }
    }

    private static ScalarKernel write(FunctionBinding binding, boolean percent) {
        DateFunctions.Clock clock =
                new DateFunctions.Clock(binding.argument(0).kind(), DataType.TIMESTAMP, binding.context());
        boolean instant = binding.argument(0).kind() == TypeKind.TIMESTAMP_TZ;
        TimeZones zone = new TimeZones(binding.context().timeZone());
        Cache cache = new Cache(percent);
        return RowBodies.text((input, row) -> cache.format(input.textAt(1, row))
                .write(clock.local(input, 0, row), instant ? zone.offsetSeconds(input.longAt(0, row)) : 0));
    }

    private static ScalarKernel read(FunctionBinding binding, boolean percent) {
        Cache cache = new Cache(percent);
        TimeZones zone = new TimeZones(binding.context().timeZone());
        RowBodies.LongBody local =
                (input, row) -> cache.format(input.textAt(1, row)).read(input.textAt(0, row));
        return switch (binding.result().kind()) {
            case DATE ->
                RowBodies.ints((input, row) -> Math.floorDiv(local.apply(input, row), CivilCalendar.DAY_MICROS));
            case TIMESTAMP_TZ -> RowBodies.longs((input, row) -> zone.toInstant(local.apply(input, row)));
            default -> RowBodies.longs(local);
        };
    }

    private static ScalarKernel fromEpoch() {
        return RowBodies.longs((input, row) -> {
            double micros = Math.rint(input.doubleAt(0, row) * 1e6);
            if (!(Math.abs(micros) < 9.2e18)) {
                throw NumericErrors.dateOutOfRange();
            }
            return (long) micros;
        });
    }
}
