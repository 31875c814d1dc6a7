package io.thresher.execution.kernel;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One operator on two decimal types with one decimal result type, exact, rounded half away from zero to the result's
 * scale. {@link #run} is fast where the scales fit and 64 or 128 bits suffice, and says whether all went well;
 * {@link #exact} does one row by arbitrary precision where needed, and raises the errors. A stride of 0 makes a side
 * constant. SAFETY: as {@link LongArithmetic}.
 */
public final class DecimalArithmetic {
    private final ArithmeticOperation operator;
    private final DataType left;
    private final DataType right;
    private final DataType result;
    private final boolean leftWide;
    private final boolean rightWide;
    private final boolean resultWide;
    private final boolean mustCheckDigits;
    private final Int128 x = new Int128();
    private final Int128 y = new Int128();

    public DecimalArithmetic(ArithmeticOperation operator, DataType left, DataType right, DataType result) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.result = result;
        this.leftWide = left.physicalType() == PhysicalType.INT128;
        this.rightWide = right.physicalType() == PhysicalType.INT128;
        this.resultWide = result.physicalType() == PhysicalType.INT128;
        int scale = Math.max(left.scale(), right.scale());
        int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        this.mustCheckDigits = operator == ArithmeticOperation.MULTIPLY
                ? left.precision() + right.precision() > result.precision()
                : whole + 1 + scale > result.precision();
    }

    /** Fills the rows; false if some row, perhaps one that does not count, needs {@link #exact} to be decided. */
    public boolean run(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        boolean good;
        switch (operator) {
            case ADD, SUBTRACT -> good = addOrSubtract(l, leftStride, r, rightStride, out, selection, count);
            case MULTIPLY -> good = multiply(l, leftStride, r, rightStride, out, selection, count);
            default -> {
                return false;
            }
        }
        return good && (!mustCheckDigits || checkDigits(out, selection, count));
    }

    private boolean addOrSubtract(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        if (Math.max(left.scale(), right.scale()) != result.scale()) {
            return false;
        }
        boolean add = operator == ArithmeticOperation.ADD;
        if (!leftWide && !rightWide && !resultWide) {
            long leftFactor = Int128.power(result.scale() - left.scale());
            long rightFactor = Int128.power(result.scale() - right.scale());
            if (leftFactor != 1 || rightFactor != 1) {
                return addScaled(
                        new long[] {l, leftFactor, r, add ? rightFactor : -rightFactor},
                        leftStride,
                        rightStride,
                        out,
                        selection,
                        count);
            }
            return add
                    ? LongArithmetic.add(l, leftStride, r, rightStride, out, selection, count)
                    : LongArithmetic.subtract(l, leftStride, r, rightStride, out, selection, count);
        }
        return resultWide
                && left.scale() == right.scale()
                && addWide(l, leftStride, r, rightStride, out, selection, count);
    }

    /** Sides are address and factor each. The types leave room: both scaled values have at most 18 digits. */
    private static boolean addScaled(
            long[] sides, int leftStride, int rightStride, long out, int @Nullable [] selection, int count) {
        long l = sides[0];
        long leftFactor = sides[1];
        long r = sides[2];
        long rightFactor = sides[3];
        if (leftStride == 0) {
            return addConstant(RawMemory.getLong(l) * leftFactor, r, rightStride, rightFactor, out, selection, count);
        }
        if (rightStride == 0) {
            return addConstant(RawMemory.getLong(r) * rightFactor, l, leftStride, leftFactor, out, selection, count);
        }
        long bad = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long a = RawMemory.getLong(l + (long) leftStride * row) * leftFactor;
            long b = RawMemory.getLong(r + (long) rightStride * row) * rightFactor;
            long v = a + b;
            bad |= (a ^ v) & (b ^ v);
            RawMemory.putLong(out + 8L * row, v);
        }
        return bad >= 0;
    }

    private static boolean addConstant(
            long constant, long side, int stride, long factor, long out, int @Nullable [] selection, int count) {
        long bad = 0;
        if (selection == null && stride == Long.BYTES) {
            for (int i = 0; i < count; i++) {
                long a = RawMemory.getLong(side + 8L * i) * factor;
                long v = a + constant;
                bad |= (a ^ v) & (constant ^ v);
                RawMemory.putLong(out + 8L * i, v);
            }
            return bad >= 0;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long a = RawMemory.getLong(side + (long) stride * row) * factor;
            long v = a + constant;
            bad |= (a ^ v) & (constant ^ v);
            RawMemory.putLong(out + 8L * row, v);
        }
        return bad >= 0;
    }

    private boolean addWide(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        boolean leftLoads = leftWide;
        boolean rightLoads = rightWide;
        // x - y is x + ~y + 1.
        long flip = operator == ArithmeticOperation.ADD ? 0 : -1;
        long bad = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long leftAt = l + (long) leftStride * row;
            long rightAt = r + (long) rightStride * row;
            long xLow = RawMemory.getLong(leftAt);
            long xHigh = leftLoads ? RawMemory.getLong(leftAt + 8) : xLow >> 63;
            long yPlain = RawMemory.getLong(rightAt);
            long yLow = yPlain ^ flip;
            long yHigh = (rightLoads ? RawMemory.getLong(rightAt + 8) : yPlain >> 63) ^ flip;
            long low = xLow + yLow - flip;
            long carry = ((xLow & yLow) | ((xLow | yLow) & ~low)) >>> 63;
            long high = xHigh + yHigh + carry;
            bad |= (xHigh ^ high) & (yHigh ^ high);
            RawMemory.putLong(out + 16L * row, low);
            RawMemory.putLong(out + 16L * row + 8, high);
        }
        return bad >= 0;
    }

    private boolean multiply(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        if (left.scale() + right.scale() != result.scale()) {
            return false;
        }
        if (!leftWide && !rightWide) {
            if (!resultWide) {
                return LongArithmetic.multiply(l, leftStride, r, rightStride, out, selection, count);
            }
            multiplyLongs(l, leftStride, r, rightStride, out, selection, count);
            return true;
        }
        return resultWide && multiplyWide(l, leftStride, r, rightStride, out, selection, count);
    }

    private static void multiplyLongs(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long a = RawMemory.getLong(l + (long) leftStride * row);
            long b = RawMemory.getLong(r + (long) rightStride * row);
            RawMemory.putLong(out + 16L * row, a * b);
            RawMemory.putLong(out + 16L * row + 8, Math.multiplyHigh(a, b));
        }
    }

    private boolean multiplyWide(
            long l, int leftStride, long r, int rightStride, long out, int @Nullable [] selection, int count) {
        boolean leftLoads = leftWide;
        boolean rightLoads = rightWide;
        Int128 product = new Int128();
        boolean good = true;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long leftAt = l + (long) leftStride * row;
            long rightAt = r + (long) rightStride * row;
            long xLow = RawMemory.getLong(leftAt);
            long xHigh = leftLoads ? RawMemory.getLong(leftAt + 8) : xLow >> 63;
            long yLow = RawMemory.getLong(rightAt);
            long yHigh = rightLoads ? RawMemory.getLong(rightAt + 8) : yLow >> 63;
            if (xHigh == xLow >> 63 && yHigh == yLow >> 63) {
                RawMemory.putLong(out + 16L * row, xLow * yLow);
                RawMemory.putLong(out + 16L * row + 8, Math.multiplyHigh(xLow, yLow));
            } else {
                good &= product.set(xHigh, xLow).multiply(yHigh, yLow);
                product.store(out + 16L * row);
            }
        }
        return good;
    }

    private boolean checkDigits(long out, int @Nullable [] selection, int count) {
        return resultWide
                ? DecimalDigits.checkWide(out, result.precision(), selection, count)
                : DecimalDigits.check(out, result.precision(), selection, count);
    }

    /**
     * Computes one row.
     *
     * @throws io.thresher.error.EngineException NUMERIC_OUT_OF_RANGE, DIVISION_BY_ZERO
     */
    public void exact(long leftAt, long rightAt, long outAt) {
        load(x, leftWide, leftAt);
        load(y, rightWide, rightAt);
        if (!exactInRegister()) {
            load(x, leftWide, leftAt);
            load(y, rightWide, rightAt);
            if (!x.set(exactBig(x.toBigInteger(), y.toBigInteger()))) {
                throw NumericErrors.outOfRange(result);
            }
        }
        if (!x.hasDigits(result.precision())) {
            throw NumericErrors.outOfRange(result);
        }
        if (resultWide) {
            x.store(outAt);
        } else {
            RawMemory.putLong(outAt, x.low());
        }
    }

    private static void load(Int128 register, boolean wide, long address) {
        if (wide) {
            register.load(address);
        } else {
            register.set(RawMemory.getLong(address));
        }
    }

    private boolean exactInRegister() {
        int common = Math.max(left.scale(), right.scale());
        return switch (operator) {
            case ADD ->
                x.scaleUp(common - left.scale())
                        && y.scaleUp(common - right.scale())
                        && x.add(y.high(), y.low())
                        && rescale(common);
            case SUBTRACT ->
                x.scaleUp(common - left.scale())
                        && y.scaleUp(common - right.scale())
                        && x.subtract(y.high(), y.low())
                        && rescale(common);
            case MULTIPLY -> x.multiply(y.high(), y.low()) && rescale(left.scale() + right.scale());
            case DIVIDE -> divideInRegister();
            case MODULO -> false;
        };
    }

    private boolean divideInRegister() {
        if (y.high() == 0 && y.low() == 0) {
            throw NumericErrors.divisionByZero();
        }
        int shift = result.scale() + right.scale() - left.scale();
        if (shift < 0 || shift > 38 || !x.scaleUp(shift)) {
            return false;
        }
        x.divideHalfUp(y.high(), y.low());
        return true;
    }

    private boolean rescale(int scale) {
        if (scale > result.scale()) {
            x.scaleDown(scale - result.scale());
            return true;
        }
        return x.scaleUp(result.scale() - scale);
    }

    private BigInteger exactBig(BigInteger a, BigInteger b) {
        int common = Math.max(left.scale(), right.scale());
        BigInteger aCommon = a.multiply(Int128.bigPower(common - left.scale()));
        BigInteger bCommon = b.multiply(Int128.bigPower(common - right.scale()));
        return switch (operator) {
            case ADD -> rescale(aCommon.add(bCommon), common);
            case SUBTRACT -> rescale(aCommon.subtract(bCommon), common);
            case MULTIPLY -> rescale(a.multiply(b), left.scale() + right.scale());
            case DIVIDE -> {
                if (b.signum() == 0) {
                    throw NumericErrors.divisionByZero();
                }
                yield Int128.quotientHalfUp(aCommon.multiply(Int128.bigPower(result.scale())), bCommon);
            }
            case MODULO -> {
                if (b.signum() == 0) {
                    throw NumericErrors.divisionByZero();
                }
                yield rescale(aCommon.remainder(bCommon), common);
            }
        };
    }

    private BigInteger rescale(BigInteger value, int scale) {
        return scale > result.scale()
                ? Int128.quotientHalfUp(value, Int128.bigPower(scale - result.scale()))
                : value.multiply(Int128.bigPower(result.scale() - scale));
    }
}
