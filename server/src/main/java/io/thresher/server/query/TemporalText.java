package io.thresher.server.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Writes instants and intervals as PostgreSQL does: {@code 2024-01-31 12:00:00.5+01}, {@code 1 year 2 mons}, {@code 3 days 04:05:06}. */
final class TemporalText {
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final ZoneId timeZone;

    TemporalText(ZoneId timeZone) {
        this.timeZone = timeZone;
    }

    String instant(long units, boolean nanos) {
        long perSecond = nanos ? 1_000_000_000L : 1_000_000L;
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(units, perSecond), Math.floorMod(units, perSecond) * (1_000_000_000L / perSecond));
        return INSTANT.format(instant.atZone(timeZone));
    }

    static String months(int months) {
        int years = months / 12;
        int rest = months % 12;
        StringBuilder text = new StringBuilder();
        if (years != 0) {
            text.append(years).append(Math.abs(years) == 1 ? " year" : " years");
        }
        if (rest != 0) {
            text.append(text.length() > 0 ? " " : "").append(rest).append(Math.abs(rest) == 1 ? " mon" : " mons");
        }
        return text.length() == 0 ? "00:00:00" : text.toString();
    }

    static String micros(long micros) {
        long days = micros / MICROS_PER_DAY;
        long rest = micros % MICROS_PER_DAY;
        StringBuilder text = new StringBuilder();
        if (days != 0) {
            text.append(days).append(Math.abs(days) == 1 ? " day" : " days");
        }
        if (rest != 0 || days == 0) {
            text.append(text.length() > 0 ? " " : "").append(rest < 0 ? "-" : "");
            long left = Math.abs(rest);
            appendTwo(text, left / 3_600_000_000L).append(':');
            appendTwo(text, left / 60_000_000L % 60).append(':');
            appendTwo(text, left / 1_000_000L % 60);
            appendFraction(text, left % 1_000_000L);
        }
        return text.toString();
    }

    private static StringBuilder appendTwo(StringBuilder text, long number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }

    private static void appendFraction(StringBuilder text, long micros) {
        if (micros != 0) {
            String digits = Long.toString(1_000_000L + micros).substring(1);
            text.append('.').append(digits.replaceAll("0+$", ""));
        }
    }
}
