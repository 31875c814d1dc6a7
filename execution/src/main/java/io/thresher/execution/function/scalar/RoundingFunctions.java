package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Int128;
import io.thresher.execution.kernel.NumericErrors;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import java.util.List;

/** Rounding, sign and absolute value. Decimals round half away from zero, doubles to whole numbers half to even. */
final class RoundingFunctions {
    private RoundingFunctions() {}

    /** Which way to round. */
    private enum Mode {
        ROUND,
        TRUNCATE,
        CEIL,
        FLOOR
    }

    static List<ScalarFunction> functions() {
        return List.of(
                withDigits(
                        "round",
                        Mode.ROUND,
                        "x rounded to n digits after the point, 0 if not given.",
                        MathLoops::round),
                withDigits(
                        "truncate",
                        Mode.TRUNCATE,
                        "x cut to n digits after the point, 0 if not given.",
                        MathLoops::truncate),
                whole("ceil", Mode.CEIL, "The least whole number not below x.", MathLoops::ceil),
                whole("floor", Mode.FLOOR, "The greatest whole number not above x.", MathLoops::floor),
                ScalarFunction.of(
                        "abs",
                        FunctionGroup.MATH,
                        "The absolute value.",
                        "ABS(-1)",
                        strict("INTEGER -> INTEGER", b -> new NegateKernel(b, true)),
                        strict("BIGINT -> BIGINT", b -> new NegateKernel(b, true)),
                        strict("DECIMAL -> SAME", b -> new NegateKernel(b, true)),
                        strict("DOUBLE -> DOUBLE", b -> new NegateKernel(b, true))),
                ScalarFunction.of(
                        "sign",
                        FunctionGroup.MATH,
                        "-1, 0 or 1 by the sign of x.",
                        "SIGN(-2)",
                        strict(
                                "BIGINT -> BIGINT",
                                b -> RowBodies.longs((input, row) -> Long.signum(input.longAt(0, row)))),
                        strict("DECIMAL -> BIGINT", RoundingFunctions::decimalSign),
                        strict("DOUBLE -> DOUBLE", b -> MathLoops::sign)));
    }

    private static ScalarFunction withDigits(String name, Mode mode, String description, ScalarKernel doubles) {
        return ScalarFunction.of(
                name,
                FunctionGroup.MATH,
                description,
                name.toUpperCase(java.util.Locale.ROOT) + "(12.345, 1)",
                strict("INTEGER -> INTEGER", b -> RowBodies.ints((input, row) -> input.intAt(0, row))),
                strict("BIGINT -> BIGINT", b -> RowBodies.longs((input, row) -> input.longAt(0, row))),
                strict("DECIMAL -> SAME", b -> decimals(b, mode)),
                strict("DOUBLE -> DOUBLE", b -> doubles),
                strict("DECIMAL, BIGINT -> SAME", b -> decimals(b, mode)),
                strict("DOUBLE, BIGINT -> DOUBLE", b -> input -> doubles(input, mode)));
    }

    private static ScalarFunction whole(String name, Mode mode, String description, ScalarKernel doubles) {
        return ScalarFunction.of(
                name,
                FunctionGroup.MATH,
                description,
                name.toUpperCase(java.util.Locale.ROOT) + "(1.5)",
                strict("INTEGER -> INTEGER", b -> RowBodies.ints((input, row) -> input.intAt(0, row))),
                strict("BIGINT -> BIGINT", b -> RowBodies.longs((input, row) -> input.longAt(0, row))),
                strict("DECIMAL -> SAME", b -> decimals(b, mode)),
                strict("DOUBLE -> DOUBLE", b -> doubles));
    }

    private static ScalarKernel decimalSign(FunctionBinding binding) {
        boolean wide = binding.argument(0).physicalType() == PhysicalType.INT128;
        return RowBodies.longs((input, row) -> {
            long low = input.longAt(0, row);
            if (!wide) {
                return Long.signum(low);
            }
            long high = RawMemory.getLong(input.address(0, row) + 8);
            return high != 0 ? Long.signum(high) : low == 0 ? 0 : 1;
        });
    }

    private static void doubles(FunctionInput input, Mode mode) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            double x = input.doubleAt(0, row);
            double unit = Math.pow(10, Math.max(-400, Math.min(400, input.longAt(1, row))));
            double scaled = x * unit;
            // Where the digit asked for lies below the double's precision, or beyond its range, there is nothing to do.
            if (!(Math.abs(scaled) < 0x1p53) || unit == 0) {
                input.putDouble(row, unit == 0 && Double.isFinite(x) ? 0 : x);
                continue;
            }
            double whole = mode == Mode.ROUND ? Math.floor(Math.abs(scaled) + 0.5) : Math.floor(Math.abs(scaled));
            input.putDouble(row, Math.copySign(whole / unit, x));
        }
    }

    private static ScalarKernel decimals(FunctionBinding binding, Mode mode) {
        DataType from = binding.argument(0);
        DataType to = binding.result();
        boolean hasDigits = binding.arguments().size() == 2;
        boolean wide = from.physicalType() == PhysicalType.INT128;
        Int128 value = new Int128();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                if (wide) {
                    value.load(input.address(0, row));
                } else {
                    value.set(input.longAt(0, row));
                }
                long digits = hasDigits ? input.longAt(1, row) : 0;
                int kept = (int) Math.max(-38, Math.min(from.scale(), digits));
                cut(value, from.scale() - kept, mode);
                boolean fits = true;
                if (to.scale() >= kept) {
                    fits = value.scaleUp(Math.min(to.scale() - kept, 76));
                } else {
                    value.scaleDown(kept - to.scale());
                }
                if (!fits || !value.hasDigits(to.precision())) {
                    throw NumericErrors.outOfRange(to);
                }
                if (to.physicalType() == PhysicalType.INT128) {
                    value.store(input.resultAddress() + 16L * row);
                } else {
                    input.putLong(row, value.low());
                }
            }
        };
    }

    /** Divides by 10 to the power of {@code places}. */
    private static void cut(Int128 value, int places, Mode mode) {
        if (mode == Mode.ROUND) {
            value.scaleDown(places);
            return;
        }
        long high = value.high();
        long low = value.low();
        if (places > Int128.MAX_LONG_POWER) {
            BigInteger whole = value.toBigInteger();
            BigInteger[] parts = whole.divideAndRemainder(Int128.bigPower(places));
            value.set(parts[0].add(BigInteger.valueOf(step(mode, parts[1].signum()))));
            return;
        }
        value.divide(0, Int128.power(places));
        if (mode != Mode.TRUNCATE) {
            Int128 back = new Int128().set(value.high(), value.low());
            back.multiply(0, Int128.power(places));
            int step = step(mode, -back.compare(high, low));
            value.add(step >> 31, step);
        }
    }

    /** What to add to a quotient cut towards zero whose remainder has the sign given. */
    private static int step(Mode mode, int remainderSign) {
        if (mode == Mode.CEIL) {
            return remainderSign > 0 ? 1 : 0;
        }
        return mode == Mode.FLOOR && remainderSign < 0 ? -1 : 0;
    }
}
