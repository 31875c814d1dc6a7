package io.thresher.execution.function.cast;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.kernel.Int128;
import io.thresher.execution.kernel.NumberText;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.execution.kernel.Widen;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Conversions between numbers. Those that cannot fail run over all rows; the others look at each value. */
final class NumericCasts {
    private NumericCasts() {}

    static Casts.Conversion bind(DataType from, DataType to, boolean safe) {
        Casts.Conversion widening = widening(from, to);
        if (widening != null) {
            return widening;
        }
        return Casts.Conversion.strict(
                switch (to.kind()) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(from, to, safe);
                    case REAL, DOUBLE -> toDouble(from, to, safe);
                    default -> toDecimal(from, to, safe);
                });
    }

    private static Casts.@org.jspecify.annotations.Nullable Conversion widening(DataType from, DataType to) {
        PhysicalType source = from.physicalType();
        if (from.isInteger() && to.kind() == TypeKind.BIGINT) {
            return Casts.Conversion.dense(
                    i -> Widen.intToLong(i.address(0), i.resultAddress(), i.loopSelection(), i.loopCount()));
        }
        if (from.isInteger() && to.kind() == TypeKind.DOUBLE) {
            return source == PhysicalType.INT32
                    ? Casts.Conversion.dense(
                            i -> Widen.intToDouble(i.address(0), i.resultAddress(), i.loopSelection(), i.loopCount()))
                    : Casts.Conversion.dense(
                            i -> Widen.longToDouble(i.address(0), i.resultAddress(), i.loopSelection(), i.loopCount()));
        }
        if (from.kind() == TypeKind.DECIMAL && source == PhysicalType.INT64 && to.kind() == TypeKind.DOUBLE) {
            double unit = Int128.power(from.scale());
            return Casts.Conversion.dense(i ->
                    Widen.decimalToDouble(i.address(0), unit, i.resultAddress(), i.loopSelection(), i.loopCount()));
        }
        boolean whole = from.isInteger() || from.kind() == TypeKind.DECIMAL;
        if (!whole || to.kind() != TypeKind.DECIMAL || from.scale() > to.scale()) {
            return null;
        }
        int digits = from.kind() == TypeKind.DECIMAL
                ? from.precision() - from.scale()
                : from.kind() == TypeKind.BIGINT ? 19 : from.kind() == TypeKind.INTEGER ? 10 : 5;
        if (digits > to.precision() - to.scale() || source == PhysicalType.INT128) {
            return null;
        }
        int shift = to.scale() - from.scale();
        if (to.physicalType() == PhysicalType.INT64) {
            long factor = Int128.power(shift);
            return source == PhysicalType.INT32
                    ? Casts.Conversion.dense(i -> Widen.intToDecimal(
                            i.address(0), factor, i.resultAddress(), i.loopSelection(), i.loopCount()))
                    : Casts.Conversion.dense(i -> Widen.longToDecimal(
                            i.address(0), factor, i.resultAddress(), i.loopSelection(), i.loopCount()));
        }
        if (shift > Int128.MAX_LONG_POWER) {
            return null;
        }
        long factor = Int128.power(shift);
        boolean ints = source == PhysicalType.INT32;
        return Casts.Conversion.dense(i ->
                Widen.toWideDecimal(i.address(0), ints, factor, i.resultAddress(), i.loopSelection(), i.loopCount()));
    }

    private static RowCast toInteger(DataType from, DataType to, boolean safe) {
        long min = Casts.range(to)[0];
        long max = Casts.range(to)[1];
        boolean toInt = to.physicalType() == PhysicalType.INT32;
        Int128 register = new Int128();
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                long value = whole(input, row);
                if (value < min || value > max) {
                    throw NumericErrors.outOfRange(value, to);
                }
                if (toInt) {
                    input.putInt(row, (int) value);
                } else {
                    input.putLong(row, value);
                }
            }

            private long whole(FunctionInput input, int row) {
                return switch (from.kind()) {
                    case TINYINT, SMALLINT, INTEGER -> input.intAt(0, row);
                    case BIGINT -> input.longAt(0, row);
                    case REAL, DOUBLE -> rounded(input.doubleAt(0, row));
                    default -> scaledDown(input.address(0, row));
                };
            }

            private long rounded(double value) {
                double whole = Math.rint(value);
                // 2^63 is a double, the greatest long is not.
                if (!(whole >= -0x1p63 && whole < 0x1p63)) {
                    throw NumericErrors.outOfRange(NumberText.text(value), to);
                }
                return (long) whole;
            }

            private long scaledDown(long address) {
                load(register, from, address);
                register.scaleDown(from.scale());
                if (!register.isLong()) {
                    throw NumericErrors.outOfRange(register, to);
                }
                return register.low();
            }
        };
    }

    private static RowCast toDouble(DataType from, DataType to, boolean safe) {
        boolean real = to.kind() == TypeKind.REAL;
        Int128 register = new Int128();
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                double value = value(input, row);
                if (!real) {
                    input.putDouble(row, value);
                    return;
                }
                float rounded = (float) value;
                if (Float.isInfinite(rounded) && !Double.isInfinite(value)) {
                    throw NumericErrors.outOfRange(NumberText.text(value), to);
                }
                input.putDouble(row, rounded);
            }

            private double value(FunctionInput input, int row) {
                return switch (from.kind()) {
                    case TINYINT, SMALLINT, INTEGER -> input.intAt(0, row);
                    case BIGINT -> real ? (float) input.longAt(0, row) : (double) input.longAt(0, row);
                    case REAL, DOUBLE -> input.doubleAt(0, row);
                    default -> {
                        load(register, from, input.address(0, row));
                        BigDecimal decimal = new BigDecimal(register.toBigInteger(), from.scale());
                        yield real ? decimal.floatValue() : decimal.doubleValue();
                    }
                };
            }
        };
    }

    private static RowCast toDecimal(DataType from, DataType to, boolean safe) {
        Int128 register = new Int128();
        return new RowCast(safe) {
            @Override
            void convert(FunctionInput input, int row) {
                if (from.physicalType() == PhysicalType.FLOAT64) {
                    fromDouble(input, row, from, to);
                    return;
                }
                long at = input.address(0, row);
                load(register, from, at);
                int shift = to.scale() - from.scale();
                boolean fits = true;
                if (shift < 0) {
                    register.scaleDown(-shift);
                } else {
                    fits = register.scaleUp(shift);
                }
                if (!fits || !register.hasDigits(to.precision())) {
                    load(register, from, at);
                    throw NumericErrors.outOfRange(NumberText.decimal(register.toBigInteger(), from.scale()), to);
                }
                store(register, input, row, to);
            }
        };
    }

    private static void fromDouble(FunctionInput input, int row, DataType from, DataType to) {
        double value = input.doubleAt(0, row);
        String shown = from.kind() == TypeKind.REAL ? NumberText.text((float) value) : NumberText.text(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw NumericErrors.outOfRange(shown, to);
        }
        putUnscaled(input, row, to, NumberText.unscaled(new BigDecimal(shown), to, shown));
    }

    static void load(Int128 register, DataType type, long address) {
        switch (type.physicalType()) {
            case INT32 -> register.set(RawMemory.getInt(address));
            case INT128 -> register.load(address);
            default -> register.set(RawMemory.getLong(address));
        }
    }

    private static void store(Int128 register, FunctionInput input, int row, DataType to) {
        if (to.physicalType() == PhysicalType.INT128) {
            register.store(input.resultAddress() + 16L * row);
        } else {
            input.putLong(row, register.low());
        }
    }

    static void putUnscaled(FunctionInput input, int row, DataType to, BigInteger unscaled) {
        if (to.physicalType() == PhysicalType.INT128) {
            Int128.store(unscaled, input.resultAddress() + 16L * row);
        } else {
            input.putLong(row, unscaled.longValueExact());
        }
    }

    /** Writes a small number as any numeric type. */
    static void put(FunctionInput input, int row, DataType to, BigDecimal value) {
        switch (to.kind()) {
            case TINYINT, SMALLINT, INTEGER -> input.putInt(row, value.intValueExact());
            case BIGINT -> input.putLong(row, value.longValueExact());
            case REAL, DOUBLE -> input.putDouble(row, value.doubleValue());
            default -> putUnscaled(input, row, to, NumberText.unscaled(value, to, value));
        }
    }
}
