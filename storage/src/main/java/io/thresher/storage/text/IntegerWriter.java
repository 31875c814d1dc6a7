package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.PhysicalType;
import io.thresher.memory.RawMemory;

/** TINYINT to BIGINT: an optional sign and digits, spaces around them allowed. */
final class IntegerWriter extends TextColumnWriter {
    private final long min;
    private final long max;
    private final boolean wide;

    IntegerWriter(Column column) {
        super(column);
        this.wide = column.physicalType() == PhysicalType.INT64;
        this.max = switch (column.type().kind()) {
            case TINYINT -> Byte.MAX_VALUE;
            case SMALLINT -> Short.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
        this.min = -max - 1;
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
        boolean negative = start < end && RawMemory.getByte(start) == '-';
        if (negative || (start < end && RawMemory.getByte(start) == '+')) {
            start++;
        }
        int count = (int) (end - start);
        long value;
        if (count >= 1 && count <= 18) {
            value = Digits.parse(end, count);
            if (value < 0) {
                return false;
            }
            value = negative ? -value : value;
        } else {
            return count > 18 && writeLong(start, end, negative, row);
        }
        return store(value, row);
    }

    /** More than 18 digits: leading zeros, or the outer end of BIGINT. */
    private boolean writeLong(long start, long end, boolean negative, int row) {
        long value = 0;
        for (long at = start; at < end; at++) {
            int digit = RawMemory.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            // Counted below zero, where there is room for the least BIGINT.
            if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                return false;
            }
            value = value * 10 - digit;
        }
        if (negative) {
            return store(value, row);
        }
        return value != Long.MIN_VALUE && store(-value, row);
    }

    private boolean store(long value, int row) {
        if (value < min || value > max) {
            return false;
        }
        if (wide) {
            RawMemory.putLong(valueAddress(row), value);
        } else {
            RawMemory.putInt(valueAddress(row), (int) value);
        }
        return true;
    }
}
