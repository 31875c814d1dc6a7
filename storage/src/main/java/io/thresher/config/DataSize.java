package io.thresher.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** A number of bytes, written with a unit ({@code 512MB}, {@code 1.5GiB}) or as a share of the machine's memory ({@code 50%}). */
public record DataSize(long bytes) {
    private static final String WANTED = "a size such as 512MB, 2GB or 50%";
    private static final List<String> UNITS = List.of("b", "k", "m", "g", "t");

    /** Reads a size; units count in powers of 1024. Throws IllegalArgumentException that says what is wanted. */
    public static DataSize parse(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT).replace(" ", "");
        int end = 0;
        while (end < lower.length() && (Character.isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        String unit = lower.substring(end);
        try {
            BigDecimal number = new BigDecimal(lower.substring(0, end));
            BigDecimal bytes = unit.equals("%")
                    ? number.multiply(BigDecimal.valueOf(Machine.memoryBytes())).movePointLeft(2)
                    : number.multiply(BigDecimal.valueOf(factor(unit)));
            return new DataSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(WANTED, e);
        }
    }

    private static long factor(String unit) {
        if (unit.isEmpty()) {
            return 1;
        }
        int power = UNITS.indexOf(unit.substring(0, 1));
        String rest = unit.substring(1);
        if (power < 0 || !(rest.isEmpty() || (power > 0 && (rest.equals("b") || rest.equals("ib"))))) {
            throw new IllegalArgumentException(WANTED);
        }
        return 1L << (10 * power);
    }

    /** The shortest exact spelling. */
    @Override
    public String toString() {
        int power = 0;
        long number = bytes;
        while (power < UNITS.size() - 1 && number != 0 && number % 1024 == 0) {
            number /= 1024;
            power++;
        }
        return number + (power == 0 ? "B" : UNITS.get(power).toUpperCase(Locale.ROOT) + "B");
    }
}
