package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** REAL and DOUBLE: decimal or exponent notation, and the names of infinity and NaN. Correctly rounded. */
final class DoubleWriter extends TextColumnWriter {
    /** Longer text can be a number, with many zeros, but is not one that anybody wrote. */
    private static final int MAX_TEXT_BYTES = 10_000;

    private static final int MAX_EXACT_POWER = 22;
    private static final double[] POWERS = powers();

    private final boolean real;

    DoubleWriter(Column column) {
        super(column);
        this.real = column.type().kind() == TypeKind.REAL;
    }

    private static double[] powers() {
        double[] powers = new double[MAX_EXACT_POWER + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Double.parseDouble("1e" + i);
        }
        return powers;
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
        long digits = negative || (start < end && RawMemory.getByte(start) == '+') ? start + 1 : start;
        long point = digits;
        while (point < end && Digits.isDigit(RawMemory.getByte(point))) {
            point++;
        }
        int before = (int) (point - digits);
        int after = point < end && RawMemory.getByte(point) == '.' ? (int) (end - point - 1) : 0;
        boolean plain = point == end || RawMemory.getByte(point) == '.';
        if (plain && before + after >= 1 && before + after <= 18 && after <= MAX_EXACT_POWER) {
            long high = before == 0 ? 0 : Digits.parse(point, before);
            long low = after == 0 ? 0 : Digits.parse(end, after);
            long mantissa = high * Digits.power(after) + low;
            // Both operands are exact, so that the one division rounds correctly.
            if (low >= 0 && mantissa <= 1L << 53) {
                double value = mantissa / POWERS[after];
                return store(negative ? -value : value, row, start, end);
            }
        }
        return writeSlowly(start, end, row);
    }

    private boolean store(double value, int row, long start, long end) {
        double stored = value;
        if (real) {
            // Rounded once, from the text: rounding by way of double may be off by one.
            float narrow = Float.parseFloat(latin1(start, end));
            stored = narrow;
        }
        RawMemory.putDouble(valueAddress(row), stored);
        return true;
    }

    private static String latin1(long start, long end) {
        return new String(RawMemory.bytes(start, (int) (end - start)), StandardCharsets.ISO_8859_1);
    }

    private boolean writeSlowly(long start, long end, int row) {
        if (end == start || end - start > MAX_TEXT_BYTES) {
            return false;
        }
        String text = latin1(start, end);
        if (!DecimalWriter.looksLikeNumber(start, end)) {
            return writeName(text.toLowerCase(Locale.ROOT), row);
        }
        try {
            double value = Double.parseDouble(text);
            // A finite number that is too great for the type does not fit it.
            boolean fits = real ? Float.isFinite(Float.parseFloat(text)) : Double.isFinite(value);
            return fits && store(value, row, start, end);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean writeName(String name, int row) {
        double value;
        switch (name) {
            case "nan" -> value = Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> value = Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
            default -> {
                return false;
            }
        }
        RawMemory.putDouble(valueAddress(row), value);
        return true;
    }
}
