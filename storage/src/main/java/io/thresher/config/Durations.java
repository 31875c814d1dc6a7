package io.thresher.config;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5min}, {@code 2h}, {@code 1d}. */
final class Durations {
    private static final String WANTED = "a duration such as 500ms, 30s, 5min or 2h";

    private Durations() {}

    static Duration parse(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT).replace(" ", "");
        int end = 0;
        while (end < lower.length() && Character.isDigit(lower.charAt(end))) {
            end++;
        }
        try {
            long number = Long.parseLong(lower.substring(0, end));
            return switch (lower.substring(end)) {
                case "ms" -> Duration.ofMillis(number);
                case "s", "sec" -> Duration.ofSeconds(number);
                case "m", "min" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                case "" -> withoutUnit(number);
                default -> throw new IllegalArgumentException(WANTED);
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(WANTED, e);
        }
    }

    /** Only zero means the same in every unit. */
    private static Duration withoutUnit(long number) {
        if (number != 0) {
            throw new IllegalArgumentException(WANTED);
        }
        return Duration.ZERO;
    }

    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "min";
    }
}
