package io.thresher.execution.kernel;

import io.thresher.memory.RawMemory;
import java.math.BigInteger;

/**
 * A register for signed 128-bit arithmetic on two longs, for decimals of more than 18 digits. Operations replace the
 * value and say whether it still fits; after a "does not fit" the value is unspecified. One thread at a time; a kernel
 * makes its own, so the JIT keeps it in registers.
 */
public final class Int128 {
    /** The largest power of ten that fits into a long. */
    public static final int MAX_LONG_POWER = 18;

    private static final long[] POWERS = new long[MAX_LONG_POWER + 1];
    private static final BigInteger[] BIG_POWERS = new BigInteger[77];
    private static final long[] LIMIT_HIGH = new long[39];
    private static final long[] LIMIT_LOW = new long[39];
    private static final BigInteger MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= MAX_LONG_POWER; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
        BIG_POWERS[0] = BigInteger.ONE;
        for (int i = 1; i < BIG_POWERS.length; i++) {
            BIG_POWERS[i] = BIG_POWERS[i - 1].multiply(BigInteger.TEN);
        }
        for (int i = 0; i < LIMIT_HIGH.length; i++) {
            LIMIT_HIGH[i] = BIG_POWERS[i].shiftRight(64).longValue();
            LIMIT_LOW[i] = BIG_POWERS[i].longValue();
        }
    }

    private long high;
    private long low;

    /** 10 to the power of {@code exponent}, 0 to 18. */
    public static long power(int exponent) {
        return POWERS[exponent];
    }

    /** 10 to the power of {@code exponent}, 0 to 76. */
    public static BigInteger bigPower(int exponent) {
        return BIG_POWERS[exponent];
    }

    /** High 64 bits of the product of two unsigned longs. */
    public static long unsignedMultiplyHigh(long x, long y) {
        return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
    }

    /** The value at a 16-byte slot. */
    public static BigInteger bigInteger(long address) {
        return new Int128().load(address).toBigInteger();
    }

    /** Writes a value that fits to a 16-byte slot. */
    public static void store(BigInteger value, long address) {
        RawMemory.putLong(address, value.longValue());
        RawMemory.putLong(address + 8, value.shiftRight(64).longValue());
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public Int128 set(long newHigh, long newLow) {
        high = newHigh;
        low = newLow;
        return this;
    }

    /** Sets a 64-bit value. */
    public Int128 set(long value) {
        return set(value >> 63, value);
    }

    /** Reads a 16-byte slot. */
    public Int128 load(long address) {
        return set(RawMemory.getLong(address + 8), RawMemory.getLong(address));
    }

    /** Writes a 16-byte slot. */
    public void store(long address) {
        RawMemory.putLong(address, low);
        RawMemory.putLong(address + 8, high);
    }

    /** Sets {@code value}; returns whether it fits. */
    public boolean set(BigInteger value) {
        set(value.shiftRight(64).longValue(), value.longValue());
        return value.bitLength() <= 127;
    }

    public BigInteger toBigInteger() {
        return BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low).and(MASK));
    }

    /** Whether the value fits into a long. */
    public boolean isLong() {
        return high == low >> 63;
    }

    public boolean isNegative() {
        return high < 0;
    }

    /** Adds; returns whether the sum fits. */
    public boolean add(long otherHigh, long otherLow) {
        long sumLow = low + otherLow;
        long carry = ((low & otherLow) | ((low | otherLow) & ~sumLow)) >>> 63;
        long sumHigh = high + otherHigh + carry;
        boolean fits = ((high ^ sumHigh) & (otherHigh ^ sumHigh)) >= 0;
        set(sumHigh, sumLow);
        return fits;
    }

    /** Subtracts; returns whether the difference fits. */
    public boolean subtract(long otherHigh, long otherLow) {
        long difference = low - otherLow;
        long borrow = ((~low & otherLow) | ((~low | otherLow) & difference)) >>> 63;
        long differenceHigh = high - otherHigh - borrow;
        boolean fits = ((high ^ otherHigh) & (high ^ differenceHigh)) >= 0;
        set(differenceHigh, difference);
        return fits;
    }

    /** Changes the sign; the least value stays. */
    public void negate() {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
    }

    /** Sets the exact product of two longs. */
    public Int128 setProduct(long x, long y) {
        return set(Math.multiplyHigh(x, y), x * y);
    }

    /** Multiplies; returns whether the product fits. */
    public boolean multiply(long otherHigh, long otherLow) {
        if (isLong() && otherHigh == otherLow >> 63) {
            setProduct(low, otherLow);
            return true;
        }
        boolean negative = (high ^ otherHigh) < 0;
        if (high < 0) {
            negate();
        }
        long yHigh = otherHigh;
        long yLow = otherLow;
        if (otherHigh < 0) {
            yLow = -otherLow;
            yHigh = ~otherHigh + (yLow == 0 ? 1 : 0);
        }
        if (high != 0 && yHigh != 0) {
            return false;
        }
        long big = high != 0 ? high : yHigh;
        long small = high != 0 ? yLow : low;
        long crossHigh = unsignedMultiplyHigh(big, small);
        long productHigh = unsignedMultiplyHigh(low, yLow);
        long cross = big * small;
        long sum = productHigh + cross;
        boolean fits = crossHigh == 0 && cross >= 0 && productHigh >= 0 && sum >= 0;
        set(sum, low * yLow);
        if (negative) {
            negate();
        }
        return fits;
    }

    /** Multiplies by 10 to the power of {@code exponent} (0 to 38); returns whether the product fits. */
    public boolean scaleUp(int exponent) {
        int left = exponent;
        boolean fits = true;
        while (left > MAX_LONG_POWER && fits) {
            fits = multiply(0, POWERS[MAX_LONG_POWER]);
            left -= MAX_LONG_POWER;
        }
        return fits && multiply(0, POWERS[left]);
    }

    /** Divides by 10 to the power of {@code exponent} (0 to 76), rounding half away from zero. */
    public void scaleDown(int exponent) {
        if (exponent <= MAX_LONG_POWER) {
            divideHalfUp(0, POWERS[exponent]);
        } else {
            set(quotientHalfUp(toBigInteger(), BIG_POWERS[exponent]));
        }
    }

    /** Divides by a value other than zero, rounding half away from zero. */
    public void divideHalfUp(long otherHigh, long otherLow) {
        if (isLong() && otherHigh == otherLow >> 63 && low != Long.MIN_VALUE && otherLow != Long.MIN_VALUE) {
            set(quotientHalfUp(low, otherLow));
        } else if (otherHigh == 0 && otherLow > 0) {
            boolean negative = high < 0;
            long remainder = divideMagnitude(otherLow);
            // remainder < divisor < 2^63, so the doubled one is compared without overflow as unsigned.
            if (Long.compareUnsigned(remainder << 1, otherLow) >= 0) {
                add(0, 1);
            }
            if (negative) {
                negate();
            }
        } else {
            set(quotientHalfUp(
                    toBigInteger(), new Int128().set(otherHigh, otherLow).toBigInteger()));
        }
    }

    /** Divides by a value other than zero, towards zero. */
    public void divide(long otherHigh, long otherLow) {
        if (otherHigh == 0 && otherLow > 0) {
            boolean negative = high < 0;
            divideMagnitude(otherLow);
            if (negative) {
                negate();
            }
        } else {
            set(toBigInteger().divide(new Int128().set(otherHigh, otherLow).toBigInteger()));
        }
    }

    /** The quotient of two longs other than the least one, rounded half away from zero. */
    public static long quotientHalfUp(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend - quotient * divisor);
        long size = Math.abs(divisor);
        if (remainder >= size - remainder) {
            quotient += (dividend ^ divisor) < 0 ? -1 : 1;
        }
        return quotient;
    }

    /** The quotient rounded half away from zero. */
    public static BigInteger quotientHalfUp(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        if (parts[1].abs().shiftLeft(1).compareTo(divisor.abs()) >= 0) {
            return parts[0].add(BigInteger.valueOf((long) dividend.signum() * divisor.signum()));
        }
        return parts[0];
    }

    /** Replaces the value by its magnitude divided by a positive long, and returns the remainder. */
    private long divideMagnitude(long divisor) {
        if (high < 0) {
            negate();
        }
        if (high == 0) {
            long quotient = Long.divideUnsigned(low, divisor);
            long remainder = low - quotient * divisor;
            low = quotient;
            return remainder;
        }
        long quotientHigh = Long.divideUnsigned(high, divisor);
        long remainder = high - quotientHigh * divisor;
        // Source: Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D, for two digits of 32 bits.
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long dHigh = d >>> 32;
        long dLow = d & 0xFFFFFFFFL;
        long top = shift == 0 ? remainder : remainder << shift | low >>> (64 - shift);
        long bottom = low << shift;
        long q1 = digit(top, bottom >>> 32, dHigh, dLow);
        long middle = (top << 32) + (bottom >>> 32) - q1 * d;
        long q0 = digit(middle, bottom & 0xFFFFFFFFL, dHigh, dLow);
        long rest = (middle << 32) + (bottom & 0xFFFFFFFFL) - q0 * d;
        set(quotientHigh, q1 << 32 | q0);
        return rest >>> shift;
    }

    private static long digit(long top, long next, long dHigh, long dLow) {
        long quotient = Long.divideUnsigned(top, dHigh);
        long rest = top - quotient * dHigh;
        while (quotient >>> 32 != 0 || Long.compareUnsigned(quotient * dLow, (rest << 32) + next) > 0) {
            quotient--;
            rest += dHigh;
            if (rest >>> 32 != 0) {
                break;
            }
        }
        return quotient;
    }

    /** Orders this value and another. */
    public int compare(long otherHigh, long otherLow) {
        return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
    }

    /** Whether the magnitude is less than 10 to the power of {@code precision}, 1 to 38. */
    public boolean hasDigits(int precision) {
        if (precision <= MAX_LONG_POWER) {
            return isLong() && low > -POWERS[precision] && low < POWERS[precision];
        }
        if (isLong()) {
            return true;
        }
        return high < 0
                ? compare(~LIMIT_HIGH[precision] + (LIMIT_LOW[precision] == 0 ? 1 : 0), -LIMIT_LOW[precision]) > 0
                : compare(LIMIT_HIGH[precision], LIMIT_LOW[precision]) < 0;
    }

    /** The nearest double. */
    public double toDouble() {
        return isLong() ? low : toBigInteger().doubleValue();
    }

    @Override
    public String toString() {
        return isLong() ? Long.toString(low) : toBigInteger().toString();
    }
}
