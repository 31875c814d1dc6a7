package io.thresher.execution.kernel;

import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Numbers from and to text as PostgreSQL writes them: spaces around are ignored, decimals keep their scale, doubles are
 * the shortest text that reads back the same, with an exponent only below 1e-4 and from 1e15 on.
 */
public final class NumberText {
    /** Past this many significant digits a number cannot fit; it also bounds the work of one value. */
    private static final int MAX_DIGITS = 1000;

    private NumberText() {}

    /** The text of a view, for messages; cut if long. */
    public static String show(long view) {
        int length = StringView.length(view);
        String text = new String(
                RawMemory.bytes(StringView.bytesAddress(view), Math.min(length, 100)), StandardCharsets.UTF_8);
        return length > 100 ? text + "..." : text;
    }

    /** INVALID_CAST for the text of a view. */
    public static EngineException invalid(long view, DataType type) {
        return new EngineException(
                ErrorCode.INVALID_CAST,
                "Invalid text for type " + type + "; use TRY_CAST for NULL instead: \"" + show(view) + "\"");
    }

    /** Parses a whole number between {@code min} and {@code max}. */
    public static long parseLong(long view, long min, long max, DataType type) {
        long at = StringView.bytesAddress(view);
        long end = at + StringView.length(view);
        while (at < end && isSpace(RawMemory.getByte(at))) {
            at++;
        }
        while (at < end && isSpace(RawMemory.getByte(end - 1))) {
            end--;
        }
        if (at == end) {
            throw invalid(view, type);
        }
        byte sign = RawMemory.getByte(at);
        if (sign == '-' || sign == '+') {
            at++;
        }
        if (at == end) {
            throw invalid(view, type);
        }
        // Built below zero, where there is room for the least long.
        long value = 0;
        boolean fits = true;
        for (; at < end; at++) {
            int digit = RawMemory.getByte(at) - '0';
            if (digit < 0 || digit > 9) {
                throw invalid(view, type);
            }
            if (value < (Long.MIN_VALUE + digit) / 10) {
                fits = false;
            }
            value = value * 10 - digit;
        }
        if (sign != '-') {
            fits &= value != Long.MIN_VALUE;
            value = -value;
        }
        if (!fits || value < min || value > max) {
            throw NumericErrors.outOfRange(show(view), type);
        }
        return value;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= 9 && b <= 13;
    }

    /** Parses a double; NaN and [-+]Infinity (or inf) are read in any case. */
    public static double parseDouble(long view, DataType type) {
        String text = new String(StringView.bytes(view), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw invalid(view, type);
        }
        char last = text.charAt(text.length() - 1);
        if (last >= '0' && last <= '9' || last == '.') {
            try {
                double value = Double.parseDouble(text);
                boolean real = type.kind() == TypeKind.REAL;
                if (Double.isInfinite(real ? (float) value : value)) {
                    throw NumericErrors.outOfRange(show(view), type);
                }
                return real ? (float) value : value;
            } catch (NumberFormatException e) {
                throw invalid(view, type);
            }
        }
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw invalid(view, type);
        };
    }

    /** Parses a decimal and returns it unscaled at the type's scale, rounded half away from zero. */
    public static BigInteger parseDecimal(long view, DataType type) {
        String text = new String(StringView.bytes(view), StandardCharsets.UTF_8).strip();
        BigDecimal value;
        try {
            if (text.length() > MAX_DIGITS) {
                throw NumericErrors.outOfRange(show(view), type);
            }
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw invalid(view, type);
        }
        return unscaled(value, type, show(view));
    }

    /** A decimal as the unscaled number of a type; {@code shown} is what the error names. */
    public static BigInteger unscaled(BigDecimal value, DataType type, Object shown) {
        // The exponent of the leading digit decides before a scale of millions is expanded.
        long leading = (long) value.precision() - value.scale();
        if (value.signum() != 0 && leading > DataType.MAX_DECIMAL_PRECISION) {
            throw NumericErrors.outOfRange(shown, type);
        }
        if (value.signum() == 0 || leading < -DataType.MAX_DECIMAL_PRECISION) {
            return BigInteger.ZERO;
        }
        BigInteger unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
        if (unscaled.abs().compareTo(Int128.bigPower(type.precision())) >= 0) {
            throw NumericErrors.outOfRange(shown, type);
        }
        return unscaled;
    }

    /** Text of an unscaled decimal. */
    public static String decimal(BigInteger unscaled, int scale) {
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    /** Text of an unscaled decimal of 64 bits. */
    public static String decimal(long unscaled, int scale) {
        if (scale == 0) {
            return Long.toString(unscaled);
        }
        String digits = Long.toString(Math.abs(unscaled));
        StringBuilder text = new StringBuilder(24);
        if (unscaled < 0) {
            text.append('-');
        }
        int whole = digits.length() - scale;
        if (whole <= 0) {
            return text.append("0.").append("0".repeat(-whole)).append(digits).toString();
        }
        return text.append(digits, 0, whole)
                .append('.')
                .append(digits, whole, digits.length())
                .toString();
    }

    /** Text of a double. */
    public static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return layOut(shortest(value));
    }

    /** Text of a float. */
    public static String text(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return text((double) value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6f) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        BigDecimal digits = new BigDecimal(Float.toString(value));
        BigDecimal exact = new BigDecimal((double) value);
        for (int precision = digits.precision() - 1; precision >= 1; precision--) {
            BigDecimal shorter = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (shorter.floatValue() != value) {
                break;
            }
            digits = shorter;
        }
        return layOut(digits, 6);
    }

    /** Before JDK 19 Double.toString may give a digit too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value));
        if (digits.precision() < 16) {
            return digits;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int precision = digits.precision() - 1; precision >= 15; precision--) {
            BigDecimal shorter = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != value) {
                break;
            }
            digits = shorter;
        }
        return digits;
    }

    private static String layOut(BigDecimal digits) {
        return layOut(digits, 15);
    }

    /** PostgreSQL's rule: an exponent if it is below -4 or at least {@code plainDigits}. */
    private static String layOut(BigDecimal digits, int plainDigits) {
        BigDecimal value = digits.stripTrailingZeros();
        int exponent = value.precision() - value.scale() - 1;
        if (exponent >= -4 && exponent < plainDigits) {
            return value.toPlainString();
        }
        String unscaled = value.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(value.signum() < 0 ? "-" : "").append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            text.append('.').append(unscaled, 1, unscaled.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }
}
