package io.thresher.execution.function.cast;

import io.thresher.execution.kernel.CivilCalendar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An interval read from text such as {@code 1 year 2 mons}, {@code -3 days 04:05:06.5} or {@code 90 minutes}. */
record IntervalCastText(long months, long micros) {
    private static final long SECOND = 1_000_000L;

    /** Parses a text; null if it is not an interval. */
    static @Nullable IntervalCastText parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        long months = 0;
        double micros = 0;
        int i = 0;
        try {
            while (i < words.length) {
                if (words[i].indexOf(':') > 0) {
                    micros += clock(words[i++]);
                    continue;
                }
                if (i + 1 == words.length) {
                    return null;
                }
                double count = Double.parseDouble(words[i]);
                String unit = words[i + 1];
                i += 2;
                if (unit.startsWith("year") || unit.equals("y")) {
                    months += Math.round(count * 12);
                } else if (unit.startsWith("mon")) {
                    months += Math.round(count);
                } else {
                    micros += count * unitMicros(unit);
                }
            }
        } catch (NumberFormatException e) {
            return null;
        }
        boolean fits = Math.abs(months) <= Integer.MAX_VALUE && Math.abs(micros) < 9e18;
        return fits ? new IntervalCastText(months, Math.round(micros)) : null;
    }

    private static double unitMicros(String unit) {
        String singular = unit.endsWith("s") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
        return switch (singular) {
            case "week", "w" -> 7.0 * CivilCalendar.DAY_MICROS;
            case "day", "d" -> CivilCalendar.DAY_MICROS;
            case "hour", "hr", "h" -> 3600.0 * SECOND;
            case "minute", "min", "m" -> 60.0 * SECOND;
            case "second", "sec", "s" -> SECOND;
            case "millisecond", "msec" -> 1000.0;
            case "microsecond", "usec" -> 1.0;
            default -> throw new NumberFormatException(unit);
        };
    }

    private static double clock(String text) {
        boolean negative = text.startsWith("-");
        String[] parts = (negative || text.startsWith("+") ? text.substring(1) : text).split(":", -1);
        if (parts.length > 3) {
            throw new NumberFormatException(text);
        }
        double seconds = Integer.parseInt(parts[0]) * 3600.0 + Integer.parseInt(parts[1]) * 60.0;
        if (parts.length == 3) {
            seconds += Double.parseDouble(parts[2]);
        }
        return (negative ? -seconds : seconds) * SECOND;
    }
}
