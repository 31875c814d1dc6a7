package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** DECIMAL: exact; a value with more digits than the type holds, before or after the point, does not fit. */
final class DecimalWriter extends TextColumnWriter {
    /** Longer text is no DECIMAL of 38 digits, whatever zeros it has. */
    private static final int MAX_TEXT_BYTES = 1000;

    private final int precision;
    private final int scale;
    private final boolean wide;
    private final long limit;

    DecimalWriter(Column column) {
        super(column);
        this.precision = column.type().precision();
        this.scale = column.type().scale();
        this.wide = precision > DataType.MAX_SHORT_DECIMAL_PRECISION;
        this.limit = wide ? Long.MAX_VALUE : Digits.power(precision);
    }

    @Override
    public boolean write(long address, int length, int row) {
        long start = address;
        long end = address + length;
        while (start < end && Digits.isSpace(RawMemory.getByte(start))) {
            start++;
        }
        while (end > start && Digits.isSpace(RawMemory.getByte(end - 1))) {
            end--;
        }
        long number = start;
        boolean negative = start < end && RawMemory.getByte(start) == '-';
        if (negative || (start < end && RawMemory.getByte(start) == '+')) {
            number++;
        }
        if (end - number <= 18) {
            long unscaled = unscaled(number, end);
            if (unscaled >= 0) {
                return store(negative ? -unscaled : unscaled, row);
            }
        }
        return writeSlowly(start, end, row);
    }

    /** The unscaled value of at most 18 characters, or -1 if this fast way does not know. */
    private long unscaled(long start, long end) {
        long point = end - 1 - scale;
        if (scale == 0 || point < start || RawMemory.getByte(point) != '.') {
            point = start;
            while (point < end && RawMemory.getByte(point) != '.') {
                point++;
            }
        }
        int before = (int) (point - start);
        int after = point < end ? (int) (end - point - 1) : 0;
        // At most 17 digits and a point: the product below stays in 64 bits only if the digits added do too.
        if (before + after == 0 || after > scale || before + scale > 18) {
            return -1;
        }
        long high = before == 0 ? 0 : Digits.parse(point, before);
        long low = after == 0 ? 0 : Digits.parse(end, after);
        return high < 0 || low < 0 ? -1 : high * Digits.power(scale) + low * Digits.power(scale - after);
    }

    private boolean store(long unscaled, int row) {
        long address = valueAddress(row);
        if (wide) {
            RawMemory.putLong(address, unscaled);
            RawMemory.putLong(address + 8, unscaled >> 63);
            return true;
        }
        if (unscaled >= limit || unscaled <= -limit) {
            return false;
        }
        RawMemory.putLong(address, unscaled);
        return true;
    }

    private boolean writeSlowly(long start, long end, int row) {
        int length = (int) (end - start);
        if (length == 0 || length > MAX_TEXT_BYTES || !looksLikeNumber(start, end)) {
            return false;
        }
        BigInteger unscaled;
        try {
            BigDecimal value = new BigDecimal(new String(RawMemory.bytes(start, length), StandardCharsets.ISO_8859_1));
            if (Math.abs((long) value.scale()) > MAX_TEXT_BYTES && value.signum() != 0) {
                return false;
            }
            BigDecimal scaled = (value.signum() == 0 ? BigDecimal.ZERO : value).setScale(scale);
            if (scaled.precision() > precision) {
                return false;
            }
            unscaled = scaled.unscaledValue();
        } catch (NumberFormatException | ArithmeticException e) {
            return false;
        }
        if (wide) {
            RawMemory.putLong(valueAddress(row), unscaled.longValue());
            RawMemory.putLong(valueAddress(row) + 8, unscaled.shiftRight(64).longValue());
            return true;
        }
        return store(unscaled.longValueExact(), row);
    }

    /** Java would also take the digits of other scripts. */
    static boolean looksLikeNumber(long start, long end) {
        for (long at = start; at < end; at++) {
            byte b = RawMemory.getByte(at);
            boolean other = b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
            if (!other && !Digits.isDigit(b)) {
                return false;
            }
        }
        return true;
    }
}
