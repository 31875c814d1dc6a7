package io.thresher.storage.text;

import io.thresher.batch.DataType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Finds the type that holds all values of a column's sample. It leaves room for values to come: INTEGER only up to a
 * tenth of its range, DECIMAL only where all values have the same number of digits after the point. Numbers with leading
 * zeros are text, because the zeros mean something. For one column and one thread.
 */
public final class TypeInference {
    private static final long INTEGER_LIMIT = Integer.MAX_VALUE / 10;
    private static final int SHORT_DECIMAL_LIMIT = 15;
    private static final int MAX_VALUE_BYTES = 400;

    private boolean any;
    private boolean booleans = true;
    private boolean integers = true;
    private boolean exact = true;
    private boolean numbers = true;
    private boolean dates = true;
    private boolean timestamps = true;
    private boolean zoned = true;
    private boolean anyNumeral;
    private boolean nanos;
    private BigInteger largest = BigInteger.ZERO;
    private long largestLong;
    private int scale = -1;
    private int integerDigits;

    /** Takes a value that is not NULL into account. */
    public void add(byte[] bytes, int offset, int length) {
        any = true;
        int start = offset;
        int end = offset + length;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        if (start == end || end - start > MAX_VALUE_BYTES) {
            nothingFits();
            return;
        }
        if (numbers) {
            addNumber(bytes, start, end);
        }
        if (booleans) {
            booleans = isBoolean(bytes, start, end);
        }
        if (timestamps || zoned) {
            addTimestamp(bytes, start, end);
        }
    }

    /** Takes a text value into account. */
    public void add(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        add(bytes, 0, bytes.length);
    }

    private void nothingFits() {
        booleans = false;
        integers = false;
        exact = false;
        numbers = false;
        dates = false;
        timestamps = false;
        zoned = false;
    }

    /** The narrowest type that holds all values; the NULL type if there were none. */
    public DataType result() {
        if (!any) {
            return DataType.NULL;
        }
        if (booleans) {
            return DataType.BOOLEAN;
        }
        if (numbers && anyNumeral) {
            return numberType();
        }
        if (dates) {
            return DataType.DATE;
        }
        if (timestamps) {
            return nanos ? DataType.timestamp(9) : DataType.TIMESTAMP;
        }
        if (zoned) {
            return nanos ? DataType.timestampTz(9) : DataType.TIMESTAMP_TZ;
        }
        return DataType.VARCHAR;
    }

    private DataType numberType() {
        if (integers) {
            if (largest.signum() == 0) {
                return largestLong <= INTEGER_LIMIT ? DataType.INTEGER : DataType.BIGINT;
            }
            if (largest.bitLength() < Long.SIZE) {
                return DataType.BIGINT;
            }
            return integerDigits <= DataType.MAX_DECIMAL_PRECISION
                    ? DataType.decimal(DataType.MAX_DECIMAL_PRECISION, 0)
                    : DataType.DOUBLE;
        }
        if (exact && scale > 0 && integerDigits + scale <= DataType.MAX_DECIMAL_PRECISION) {
            int precision = integerDigits + scale <= SHORT_DECIMAL_LIMIT
                    ? DataType.MAX_SHORT_DECIMAL_PRECISION
                    : DataType.MAX_DECIMAL_PRECISION;
            return DataType.decimal(precision, scale);
        }
        return DataType.DOUBLE;
    }

    private void addNumber(byte[] bytes, int start, int end) {
        int at = bytes[start] == '-' ? start + 1 : start;
        int point = at;
        while (point < end && isDigit(bytes[point])) {
            point++;
        }
        int before = point - at;
        boolean leadingZero = before > 1 && bytes[at] == '0';
        if (point == end && before > 0 && !leadingZero) {
            addInteger(bytes, at, end);
            return;
        }
        integers = false;
        int after = point;
        if (point < end && bytes[point] == '.') {
            after++;
            while (after < end && isDigit(bytes[after])) {
                after++;
            }
        }
        int fraction = Math.max(0, after - point - 1);
        if (after == end && before + fraction > 0 && fraction > 0 && !leadingZero) {
            exact &= scale < 0 || scale == fraction;
            scale = fraction;
            integerDigits = Math.max(integerDigits, before);
            anyNumeral = true;
            return;
        }
        exact = false;
        numbers = !leadingZero && isDouble(bytes, start, end);
    }

    private void addInteger(byte[] bytes, int start, int end) {
        anyNumeral = true;
        integerDigits = Math.max(integerDigits, end - start);
        exact = false;
        if (end - start <= 18) {
            long value = 0;
            for (int i = start; i < end; i++) {
                value = value * 10 + (bytes[i] - '0');
            }
            largestLong = Math.max(largestLong, value);
        } else {
            largest = largest.max(new BigInteger(new String(bytes, start, end - start, StandardCharsets.US_ASCII)));
        }
    }

    private boolean isDouble(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "-inf", "infinity", "-infinity" -> {
                return true;
            }
            default -> {
                char last = text.charAt(text.length() - 1);
                if (!isDigit((byte) last) && last != '.') {
                    return false;
                }
            }
        }
        try {
            boolean finite = Double.isFinite(Double.parseDouble(text)) && text.charAt(0) != '+';
            anyNumeral |= finite;
            return finite && text.indexOf('x') < 0 && text.indexOf('X') < 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isBoolean(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length != 4 && length != 5) {
            return false;
        }
        String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private void addTimestamp(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length < 8 || length > 40 || !isDigit(bytes[start])) {
            dates = false;
            timestamps = false;
            zoned = false;
            return;
        }
        String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        int dateEnd = 0;
        while (dateEnd < length && "Tt ".indexOf(text.charAt(dateEnd)) < 0) {
            dateEnd++;
        }
        boolean date = isDate(text.substring(0, dateEnd));
        if (dateEnd == length) {
            dates &= date;
            timestamps &= date;
            zoned = false;
            return;
        }
        dates = false;
        TimeShape time = date ? TimeShape.of(text.substring(dateEnd + 1)) : TimeShape.NONE;
        timestamps &= time.valid() && !time.zone();
        zoned &= time.valid() && time.zone();
        nanos |= time.nanos();
    }

    private static boolean isDate(String text) {
        char separator = text.indexOf('/') > 0 ? '/' : '-';
        int first = text.indexOf(separator);
        int second = text.indexOf(separator, first + 1);
        if (first != 4 || second < 0 || text.length() - second > 3 || second - first > 3) {
            return false;
        }
        try {
            int year = Integer.parseInt(text.substring(0, first));
            int month = Integer.parseInt(text.substring(first + 1, second));
            int day = Integer.parseInt(text.substring(second + 1));
            boolean plain = text.chars().allMatch(c -> c == separator || (c >= '0' && c <= '9'));
            return plain && LocalDate.of(year, month, day).getYear() == year;
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** What the text after the date says. */
    private record TimeShape(boolean valid, boolean zone, boolean nanos) {
        static final TimeShape NONE = new TimeShape(false, false, false);

        static TimeShape of(String text) {
            int at = clock(text);
            if (at < 0) {
                return NONE;
            }
            int fractionEnd = at;
            if (at < text.length() && text.charAt(at) == '.') {
                fractionEnd++;
                while (fractionEnd < text.length() && isDigit((byte) text.charAt(fractionEnd))) {
                    fractionEnd++;
                }
                if (fractionEnd == at + 1 || fractionEnd > at + 10) {
                    return NONE;
                }
            }
            boolean nanos = fractionEnd > at + 7;
            String zone = text.substring(fractionEnd).trim();
            return new TimeShape(zone.isEmpty() || isZone(zone), !zone.isEmpty(), nanos);
        }

        /** The end of hh:mm or hh:mm:ss, or -1. */
        private static int clock(String text) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon > 2 || !isBelow(text, 0, colon, 24) || !isBelow(text, colon + 1, colon + 3, 60)) {
                return -1;
            }
            int at = colon + 3;
            if (at < text.length() && text.charAt(at) == ':') {
                return isBelow(text, at + 1, at + 3, 60) ? at + 3 : -1;
            }
            return at;
        }

        private static boolean isBelow(String text, int start, int end, int limit) {
            if (end > text.length()) {
                return false;
            }
            int value = 0;
            for (int i = start; i < end; i++) {
                if (!isDigit((byte) text.charAt(i))) {
                    return false;
                }
                value = value * 10 + (text.charAt(i) - '0');
            }
            return value < limit;
        }

        private static boolean isZone(String zone) {
            if (zone.equals("UTC") || zone.equalsIgnoreCase("z")) {
                return true;
            }
            if (zone.length() < 3 || (zone.charAt(0) != '+' && zone.charAt(0) != '-') || !isBelow(zone, 1, 3, 18)) {
                return false;
            }
            int minutes = zone.length() > 3 && zone.charAt(3) == ':' ? 4 : 3;
            return zone.length() == 3 || (zone.length() == minutes + 2 && isBelow(zone, minutes, minutes + 2, 60));
        }
    }
}
