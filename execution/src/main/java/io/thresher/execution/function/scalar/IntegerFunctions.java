package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Int128;
import io.thresher.execution.kernel.NumericErrors;
import java.math.BigInteger;
import java.util.List;

/** Number theory and bits of whole numbers. */
final class IntegerFunctions {
    private static final int MAX_FACTORIAL = 33;

    private IntegerFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                ScalarFunction.of(
                        "factorial",
                        FunctionGroup.MATH,
                        "n!, exact, for n up to 33.",
                        "FACTORIAL(5)",
                        strict("BIGINT -> DECIMAL", IntegerFunctions::factorial)),
                binary("gcd", FunctionGroup.MATH, "The greatest common divisor.", "GCD(12, 18)", IntegerFunctions::gcd),
                binary("lcm", FunctionGroup.MATH, "The least common multiple.", "LCM(4, 6)", IntegerFunctions::lcm),
                binary(
                        "bit_and",
                        FunctionGroup.MATH,
                        "The bits set in both.",
                        "BIT_AND(12, 10)",
                        IntegerFunctions::and),
                binary("bit_or", FunctionGroup.MATH, "The bits set in either.", "BIT_OR(12, 10)", IntegerFunctions::or),
                binary(
                        "bit_xor",
                        FunctionGroup.MATH,
                        "The bits set in one only.",
                        "BIT_XOR(12, 10)",
                        IntegerFunctions::xor),
                ScalarFunction.of(
                        "bit_not",
                        FunctionGroup.MATH,
                        "All bits turned over.",
                        "BIT_NOT(1)",
                        strict("BIGINT -> BIGINT", b -> IntegerFunctions::not)),
                binary(
                        "bit_shift_left",
                        FunctionGroup.MATH,
                        "x moved n bits to the left; n counts modulo 64.",
                        "BIT_SHIFT_LEFT(1, 4)",
                        IntegerFunctions::shiftLeft),
                binary(
                        "bit_shift_right",
                        FunctionGroup.MATH,
                        "x moved n bits to the right, keeping the sign; n counts modulo 64.",
                        "BIT_SHIFT_RIGHT(16, 2)",
                        IntegerFunctions::shiftRight));
    }

    private static ScalarFunction binary(
            String name, FunctionGroup group, String description, String example, ScalarKernel kernel) {
        return ScalarFunction.of(name, group, description, example, strict("BIGINT, BIGINT -> BIGINT", b -> kernel));
    }

    private static ScalarKernel factorial(FunctionBinding binding) {
        DataType type = binding.result();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long n = input.longAt(0, row);
                if (n < 0) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT, "Factorial of a negative number is not defined: " + n);
                }
                BigInteger product = BigInteger.ONE;
                for (int k = 2; k <= Math.min(n, MAX_FACTORIAL); k++) {
                    product = product.multiply(BigInteger.valueOf(k));
                }
                if (n > MAX_FACTORIAL || product.compareTo(Int128.bigPower(type.precision() - type.scale())) >= 0) {
                    throw NumericErrors.outOfRange(type);
                }
                BigInteger unscaled = product.multiply(Int128.bigPower(type.scale()));
                if (type.physicalType() == PhysicalType.INT128) {
                    Int128.store(unscaled, input.resultAddress() + 16L * row);
                } else {
                    input.putLong(row, unscaled.longValueExact());
                }
            }
        };
    }

    private static long gcd(long x, long y) {
        long a = x;
        long b = y;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        if (a == Long.MIN_VALUE) {
            throw NumericErrors.outOfRange(DataType.BIGINT);
        }
        return Math.abs(a);
    }

    private static void gcd(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, gcd(input.longAt(0, row), input.longAt(1, row)));
        }
    }

    private static void lcm(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long x = input.longAt(0, row);
            long y = input.longAt(1, row);
            try {
                long value = x == 0 || y == 0 ? 0 : Math.multiplyExact(x / gcd(x, y), y);
                input.putLong(row, Math.absExact(value));
            } catch (ArithmeticException e) {
                throw NumericErrors.outOfRange(DataType.BIGINT);
            }
        }
    }

    private static void and(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, input.longAt(0, row) & input.longAt(1, row));
        }
    }

    private static void or(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, input.longAt(0, row) | input.longAt(1, row));
        }
    }

    private static void xor(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, input.longAt(0, row) ^ input.longAt(1, row));
        }
    }

    private static void not(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, ~input.longAt(0, row));
        }
    }

    private static void shiftLeft(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, input.longAt(0, row) << input.longAt(1, row));
        }
    }

    private static void shiftRight(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, input.longAt(0, row) >> input.longAt(1, row));
        }
    }
}
