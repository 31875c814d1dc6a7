package io.thresher.execution.function.cast;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionInput;
import java.math.BigDecimal;
import java.util.Optional;

/** BOOLEAN to and from numbers: false is 0, true is 1; every number but 0 is true. */
final class BooleanCasts {
    private BooleanCasts() {}

    static Optional<Casts.Conversion> bind(DataType from, DataType to, boolean safe) {
        if (from.kind() == TypeKind.BOOLEAN && Casts.isNumeric(to)) {
            return Optional.of(Casts.Conversion.strict(new RowCast(safe) {
                @Override
                void convert(FunctionInput input, int row) {
                    NumericCasts.put(input, row, to, input.booleanAt(0, row) ? BigDecimal.ONE : BigDecimal.ZERO);
                }
            }));
        }
        if (to.kind() == TypeKind.BOOLEAN && Casts.isNumeric(from)) {
            return Optional.of(Casts.Conversion.strict(input -> {
                for (int i = 0; i < input.count(); i++) {
                    int row = input.row(i);
                    input.putBoolean(row, isNotZero(input, row, from.physicalType()));
                }
            }));
        }
        return Optional.empty();
    }

    private static boolean isNotZero(FunctionInput input, int row, PhysicalType type) {
        return switch (type) {
            case INT32 -> input.intAt(0, row) != 0;
            case FLOAT64 -> input.doubleAt(0, row) != 0;
            case INT128 ->
                (input.longAt(0, row) | io.thresher.memory.RawMemory.getLong(input.address(0, row) + 8)) != 0;
            case INT8, INT64, VIEW -> input.longAt(0, row) != 0;
        };
    }
}
