package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.TimeZones;
import java.util.ArrayList;
import java.util.List;

/** EXTRACT: one function for each field, as whole numbers (SECOND and EPOCH also with their fraction). */
final class ExtractFunctions {
    private static final long SECOND = 1_000_000L;

    private ExtractFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>();
        for (DateField field : DateField.values()) {
            functions.add(function(field));
        }
        return functions;
    }

    private static ScalarFunction function(DateField field) {
        List<ScalarFunction.Overload> overloads = new ArrayList<>();
        boolean fractions = field == DateField.SECOND || field == DateField.EPOCH;
        for (String source :
                List.of("DATE", "TIMESTAMP", "TIMESTAMP_TZ", "TIME", "INTERVAL_DAY_TIME", "INTERVAL_YEAR_MONTH")) {
            if (source.equals("TIME") && field.needsDate() || source.startsWith("INTERVAL") && !field.ofInterval()) {
                continue;
            }
            overloads.add(strict(source + " -> " + (fractions ? "SAME" : "BIGINT"), b -> kernel(field, b)));
        }
        return new ScalarFunction(
                field.functionName(),
                FunctionGroup.DATE_TIME,
                field.description(),
                "EXTRACT(" + field.name() + " FROM TIMESTAMP '2024-02-29 13:45:10.5')",
                true,
                overloads);
    }

    static ScalarKernel kernel(DateField field, FunctionBinding binding) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        TimeZones zone = new TimeZones(binding.context().timeZone());
        if (from.kind() == TypeKind.DATE && field == DateField.YEAR) {
            return ExtractFunctions::years;
        }
        if (from.kind() == TypeKind.DATE && to.kind() == TypeKind.BIGINT) {
            return input -> dates(input, field);
        }
        if (from.kind() == TypeKind.INTERVAL_YEAR_MONTH) {
            return input -> months(input, field, to);
        }
        return input -> micros(input, field, from, to, zone);
    }

    private static void years(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, CivilCalendar.year(CivilCalendar.fields(input.intAt(0, row))));
        }
    }

    private static void dates(FunctionInput input, DateField field) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, field.ofDate(input.intAt(0, row)));
        }
    }

    private static void months(FunctionInput input, DateField field, DataType to) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            NumberResult.put(input, row, to, field.ofMonths(input.intAt(0, row)) * SECOND);
        }
    }

    private static void micros(FunctionInput input, DateField field, DataType from, DataType to, TimeZones zone) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long micros = switch (from.kind()) {
                case DATE -> CivilCalendar.micros(input.intAt(0, row));
                case TIMESTAMP_TZ ->
                    field == DateField.EPOCH ? input.longAt(0, row) : zone.toLocal(input.longAt(0, row));
                default -> input.longAt(0, row);
            };
            if (from.kind() == TypeKind.INTERVAL_DAY_TIME) {
                NumberResult.put(input, row, to, field.ofIntervalMicros(micros));
            } else {
                NumberResult.put(input, row, to, field.ofMicros(micros));
            }
        }
    }
}
