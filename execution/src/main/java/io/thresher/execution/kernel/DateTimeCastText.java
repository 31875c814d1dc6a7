package io.thresher.execution.kernel;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times, timestamps and intervals from and to ISO text, as PostgreSQL writes them: {@code 2024-02-29},
 * {@code 13:45:00.5}, {@code 2024-02-29 13:45:00+01}. Reading also takes {@code T} for the space, {@code /} for the
 * dash, single digits, a zone's name and a trailing BC. One thread at a time.
 */
public final class DateTimeCastText {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400L * SECOND;

    private final DataType type;
    private String text = "";
    private int at;

    /** Makes a reader for values of {@code type}, which its errors name. */
    public DateTimeCastText(DataType type) {
        this.type = type;
    }

    /** Parses a DATE, to days; a time of day after it is dropped. */
    public int parseDate(String source) {
        start(source);
        long days = date();
        if (at < text.length()) {
            separator();
            timeNanos();
            zone();
        }
        end();
        return (int) days;
    }

    /** Parses a TIME, to micros of the day. */
    public long parseTime(String source) {
        start(source);
        long nanos = timeNanos();
        zone();
        end();
        return Math.floorDiv(nanos + 500, 1000L) % CivilCalendar.DAY_MICROS;
    }

    /**
     * Parses a TIMESTAMP or TIMESTAMP_TZ, to micros or nanos as the type counts. An offset is ignored without a time zone
     * type; with one, a missing offset means {@code zone}.
     */
    public long parseTimestamp(String source, TimeZones zone, boolean withZone) {
        start(source);
        long days = date();
        long nanos = 0;
        String name = null;
        if (at < text.length()) {
            separator();
            nanos = timeNanos();
            name = zone();
        }
        end();
        try {
            long unit = type.isNanos() ? 1 : 1000;
            long time = type.isNanos() ? nanos : Math.floorDiv(nanos + 500, 1000L);
            long local = Math.addExact(Math.multiplyExact(days, DAY_NANOS / unit), time);
            if (!withZone) {
                return local;
            }
            TimeZones rules = name == null ? zone : new TimeZones(ZoneId.of(name));
            long micros = type.isNanos() ? Math.floorDiv(local, 1000L) : local;
            long shift = rules.toInstant(micros) - micros;
            return Math.addExact(local, type.isNanos() ? shift * 1000 : shift);
        } catch (ArithmeticException | DateTimeException e) {
            throw invalid();
        }
    }

    private EngineException invalid() {
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return new EngineException(
                ErrorCode.INVALID_DATETIME,
                "Invalid text for type " + type + "; write it as in ISO 8601 or use TRY_CAST: \"" + shown + "\"");
    }

    private void start(String source) {
        text = source.strip();
        at = 0;
    }

    private void end() {
        if (at != text.length()) {
            throw invalid();
        }
    }

    private boolean accept(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private int number(int minDigits, int maxDigits) {
        int value = 0;
        int digits = 0;
        while (at < text.length() && digits < maxDigits && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at++) - '0';
            digits++;
        }
        if (digits < minDigits) {
            throw invalid();
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private long date() {
        int start = at;
        int year = number(1, 9);
        if (at - start == 8 && (at == text.length() || text.charAt(at) != '-')) {
            return checked(year / 10_000, year / 100 % 100, year % 100);
        }
        if (at - start < 4 || !(accept('-') || accept('/'))) {
            throw invalid();
        }
        int month = number(1, 2);
        if (!(accept('-') || accept('/'))) {
            throw invalid();
        }
        int day = number(1, 2);
        if (text.endsWith(" BC")) {
            text = text.substring(0, text.length() - 3);
            year = 1 - year;
        }
        return checked(year, month, day);
    }

    private long checked(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > CivilCalendar.daysOfMonth(year, month) || year > 5_000_000) {
            throw invalid();
        }
        return CivilCalendar.days(year, month, day);
    }

    private void separator() {
        if (!accept('T') && !accept('t') && !accept(' ')) {
            throw invalid();
        }
        while (accept(' ')) {
            // more spaces mean nothing
        }
    }

    private long timeNanos() {
        int hour = number(1, 2);
        if (!accept(':')) {
            throw invalid();
        }
        int minute = number(2, 2);
        int second = 0;
        long fraction = 0;
        if (accept(':')) {
            second = number(2, 2);
            if (accept('.') || accept(',')) {
                fraction = fraction();
            }
        }
        long nanos = ((hour * 60L + minute) * 60 + second) * SECOND + fraction;
        if (hour > 24 || minute > 59 || second > 60 || nanos > DAY_NANOS) {
            throw invalid();
        }
        return nanos;
    }

    private long fraction() {
        long value = 0;
        int digits = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (digits < 9) {
                value = value * 10 + text.charAt(at) - '0';
                digits++;
            }
            at++;
        }
        for (; digits < 9; digits++) {
            value *= 10;
        }
        return value;
    }

    /** The name or offset of a zone up to the end of the text, or null. */
    private @Nullable String zone() {
        while (accept(' ')) {
            // spaces before a zone mean nothing
        }
        if (at == text.length()) {
            return null;
        }
        String name = text.substring(at);
        at = text.length();
        if (name.equalsIgnoreCase("Z") || name.equalsIgnoreCase("UTC") || name.equalsIgnoreCase("GMT")) {
            return "UTC";
        }
        char first = name.charAt(0);
        try {
            if (first == '+' || first == '-') {
                return ZoneId.of(name.length() == 2 ? first + "0" + name.charAt(1) : name)
                        .getId();
            }
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    // ------------------------------------------------------------- to text

    /** Text of days. */
    public static String date(long days) {
        StringBuilder text = new StringBuilder(16);
        boolean bc = appendDate(text, days);
        return bc ? text.append(" BC").toString() : text.toString();
    }

    private static boolean appendDate(StringBuilder text, long days) {
        long fields = CivilCalendar.fields(days);
        int year = CivilCalendar.year(fields);
        int shown = year > 0 ? year : 1 - year;
        for (int limit = 1000; limit > shown && limit > 1; limit /= 10) {
            text.append('0');
        }
        text.append(shown).append('-');
        two(text, CivilCalendar.month(fields));
        text.append('-');
        two(text, CivilCalendar.day(fields));
        return year <= 0;
    }

    private static void two(StringBuilder text, int value) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    /** Text of a time of day in micros. */
    public static String time(long micros) {
        StringBuilder text = new StringBuilder(16);
        appendTime(text, micros * 1000);
        return text.toString();
    }

    private static void appendTime(StringBuilder text, long nanos) {
        long seconds = nanos / SECOND;
        two(text, (int) (seconds / 3600));
        text.append(':');
        two(text, (int) (seconds / 60 % 60));
        text.append(':');
        two(text, (int) (seconds % 60));
        appendFraction(text, (int) (nanos % SECOND));
    }

    private static void appendFraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        text.append('.');
        int rest = nanos;
        for (int unit = (int) (SECOND / 10); rest > 0; unit /= 10) {
            text.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }

    /** Text of a timestamp in micros or nanos. */
    public static String timestamp(long value, boolean nanos) {
        StringBuilder text = new StringBuilder(32);
        if (appendTimestamp(text, value, nanos)) {
            text.append(" BC");
        }
        return text.toString();
    }

    private static boolean appendTimestamp(StringBuilder text, long value, boolean nanos) {
        long day = nanos ? DAY_NANOS : CivilCalendar.DAY_MICROS;
        long days = Math.floorDiv(value, day);
        boolean bc = appendDate(text, days);
        text.append(' ');
        appendTime(text, (value - days * day) * (nanos ? 1 : 1000));
        return bc;
    }

    /** Text of an instant in micros or nanos, as local time of a zone with its offset. */
    public static String timestampTz(long value, boolean nanos, TimeZones zone) {
        int offset = zone.offsetSeconds(nanos ? Math.floorDiv(value, 1000L) : value);
        StringBuilder text = new StringBuilder(32);
        boolean bc = appendTimestamp(text, value + offset * (nanos ? SECOND : 1_000_000L), nanos);
        int size = Math.abs(offset);
        text.append(offset < 0 ? '-' : '+');
        two(text, size / 3600);
        if (size % 3600 != 0) {
            text.append(':');
            two(text, size / 60 % 60);
        }
        return bc ? text.append(" BC").toString() : text.toString();
    }

    /** Text of an interval of months. */
    public static String months(int months) {
        if (months == 0) {
            return "0 mons";
        }
        StringBuilder text = new StringBuilder();
        appendUnit(text, months / 12, "year");
        appendUnit(text, months % 12, "mon");
        return text.toString();
    }

    private static void appendUnit(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
            text.append(count == 1 || count == -1 ? "" : "s");
        }
    }

    /** Text of an interval of micros. */
    public static String dayTime(long micros) {
        StringBuilder text = new StringBuilder();
        long days = micros / CivilCalendar.DAY_MICROS;
        long rest = micros % CivilCalendar.DAY_MICROS;
        appendUnit(text, days, "day");
        if (rest != 0 || days == 0) {
            text.append(text.isEmpty() ? "" : " ").append(rest < 0 ? "-" : "");
            appendTime(text, Math.abs(rest) * 1000);
        }
        return text.toString();
    }
}
