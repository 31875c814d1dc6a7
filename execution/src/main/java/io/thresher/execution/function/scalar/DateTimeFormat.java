package io.thresher.execution.function.scalar;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.kernel.CivilCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A date format compiled to parts, from C's {@code %Y-%m-%d} or PostgreSQL's {@code YYYY-MM-DD}; writes local micros as
 * text and reads them back. Names are English. Immutable.
 */
final class DateTimeFormat {
    static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final long SECOND = 1_000_000L;
    private static final long DAY = CivilCalendar.DAY_MICROS;

    /** A field of a format; {@code width} digits if it is a number. */
    private enum Field {
        YEAR(4),
        YEAR_SHORT(2),
        MONTH(2),
        DAY_OF_MONTH(2),
        DAY_OF_YEAR(3),
        HOUR(2),
        HOUR_12(2),
        MINUTE(2),
        SECOND(2),
        MILLIS(3),
        MICROS(6),
        QUARTER(1),
        ISO_WEEK(2),
        ISO_YEAR(4),
        DAY_OF_WEEK(1),
        ISO_DAY_OF_WEEK(1),
        EPOCH(1),
        MONTH_NAME(0),
        MONTH_ABBREVIATION(0),
        DAY_NAME(0),
        DAY_ABBREVIATION(0),
        HALF_DAY(0),
        OFFSET(0);

        private final int width;

        Field(int width) {
            this.width = width;
        }
    }

    /** How letters of names are written. */
    private enum Letters {
        AS_IS,
        UPPER,
        LOWER
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record FieldPart(Field field, boolean padded, boolean blankPadded, Letters letters) implements Part {}

    private final String source;
    private final List<Part> parts = new ArrayList<>();

    private DateTimeFormat(String source) {
        this.source = source;
    }

    // ------------------------------------------------------------- formats

    /** Compiles a format of strftime. */
    static DateTimeFormat ofPercent(String source) {
        DateTimeFormat format = new DateTimeFormat(source);
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c != '%' || i + 1 == source.length()) {
                format.literal(String.valueOf(c));
                continue;
            }
            boolean padded = source.charAt(i + 1) != '-';
            i += padded || i + 2 == source.length() ? 1 : 2;
            format.percent(source.charAt(i), padded);
        }
        return format;
    }

    private void percent(char letter, boolean padded) {
        switch (letter) {
            case 'Y' -> field(Field.YEAR, padded);
            case 'y' -> field(Field.YEAR_SHORT, padded);
            case 'm' -> field(Field.MONTH, padded);
            case 'd' -> field(Field.DAY_OF_MONTH, padded);
            case 'e' -> parts.add(new FieldPart(Field.DAY_OF_MONTH, true, true, Letters.AS_IS));
            case 'j' -> field(Field.DAY_OF_YEAR, padded);
            case 'H' -> field(Field.HOUR, padded);
            case 'I' -> field(Field.HOUR_12, padded);
            case 'M' -> field(Field.MINUTE, padded);
            case 'S' -> field(Field.SECOND, padded);
            case 'f' -> field(Field.MICROS, true);
            case 'g' -> field(Field.MILLIS, true);
            case 'V' -> field(Field.ISO_WEEK, padded);
            case 'G' -> field(Field.ISO_YEAR, padded);
            case 'w' -> field(Field.DAY_OF_WEEK, padded);
            case 'u' -> field(Field.ISO_DAY_OF_WEEK, padded);
            case 's' -> field(Field.EPOCH, false);
            case 'B' -> field(Field.MONTH_NAME, padded);
            case 'b', 'h' -> field(Field.MONTH_ABBREVIATION, padded);
            case 'A' -> field(Field.DAY_NAME, padded);
            case 'a' -> field(Field.DAY_ABBREVIATION, padded);
            case 'p' -> parts.add(new FieldPart(Field.HALF_DAY, false, false, Letters.UPPER));
            case 'z' -> field(Field.OFFSET, padded);
            case 'F' -> parts.addAll(ofPercent("%Y-%m-%d").parts);
            case 'T' -> parts.addAll(ofPercent("%H:%M:%S").parts);
            case 'R' -> parts.addAll(ofPercent("%H:%M").parts);
            case 'D' -> parts.addAll(ofPercent("%m/%d/%y").parts);
            case 'n' -> literal("\n");
            case 't' -> literal("\t");
            case '%' -> literal("%");
            default ->
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "Unknown field in a date format: %" + letter + " in " + source);
        }
    }

    /** PostgreSQL's fields, longer before shorter where one begins another. */
    private static final List<String> TEMPLATE_NAMES = List.of(
            "YYYY", "YY", "IYYY", "MONTH", "MON", "MM", "MI", "MS", "DDD", "DD", "DAY", "DY", "D", "ID", "HH24", "HH12",
            "HH", "SSSS", "SS", "US", "AM", "PM", "A.M.", "P.M.", "Q", "IW", "TZH", "OF");

    /** Compiles a template of to_char. */
    static DateTimeFormat ofTemplate(String source) {
        DateTimeFormat format = new DateTimeFormat(source);
        boolean padded = true;
        int i = 0;
        while (i < source.length()) {
            if (source.charAt(i) == '"') {
                int end = source.indexOf('"', i + 1);
                end = end < 0 ? source.length() : end;
                format.literal(source.substring(i + 1, end));
                i = end + 1;
                continue;
            }
            if (source.regionMatches(true, i, "FM", 0, 2)) {
                padded = false;
                i += 2;
                continue;
            }
            String name = templateName(source, i);
            if (name.isEmpty()) {
                format.literal(source.substring(i, i + 1));
                i++;
            } else {
                format.template(name, source.substring(i, i + name.length()), padded);
                padded = true;
                i += name.length();
                i += source.regionMatches(true, i, "TH", 0, 2) && !source.regionMatches(true, i, "THH", 0, 3) ? 2 : 0;
            }
        }
        return format;
    }

    private static String templateName(String source, int at) {
        for (String name : TEMPLATE_NAMES) {
            if (source.regionMatches(true, at, name, 0, name.length())) {
                return name;
            }
        }
        return "";
    }

    private void template(String name, String written, boolean padded) {
        switch (name) {
            case "YYYY" -> field(Field.YEAR, padded);
            case "YY" -> field(Field.YEAR_SHORT, padded);
            case "IYYY" -> field(Field.ISO_YEAR, padded);
            case "MM" -> field(Field.MONTH, padded);
            case "MI" -> field(Field.MINUTE, padded);
            case "MS" -> field(Field.MILLIS, true);
            case "US" -> field(Field.MICROS, true);
            case "DDD" -> field(Field.DAY_OF_YEAR, padded);
            case "DD" -> field(Field.DAY_OF_MONTH, padded);
            // Sunday is 1.
            case "D" -> field(Field.DAY_OF_WEEK, padded);
            case "ID" -> field(Field.ISO_DAY_OF_WEEK, padded);
            case "HH24" -> field(Field.HOUR, padded);
            case "HH12", "HH" -> field(Field.HOUR_12, padded);
            case "SS" -> field(Field.SECOND, padded);
            case "SSSS" -> throw unknown(name);
            case "Q" -> field(Field.QUARTER, padded);
            case "IW" -> field(Field.ISO_WEEK, padded);
            case "TZH", "OF" -> field(Field.OFFSET, padded);
            case "MONTH" -> name(Field.MONTH_NAME, written, padded);
            case "MON" -> name(Field.MONTH_ABBREVIATION, written, padded);
            case "DAY" -> name(Field.DAY_NAME, written, padded);
            case "DY" -> name(Field.DAY_ABBREVIATION, written, padded);
            default -> name(Field.HALF_DAY, written, padded);
        }
    }

    private EngineException unknown(String name) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT, "Field not supported in a date format: " + name + " in " + source);
    }

    private void name(Field field, String written, boolean padded) {
        Letters letters = written.equals(written.toUpperCase(Locale.ROOT))
                ? Letters.UPPER
                : written.equals(written.toLowerCase(Locale.ROOT)) ? Letters.LOWER : Letters.AS_IS;
        boolean blanks = padded && (field == Field.MONTH_NAME || field == Field.DAY_NAME);
        parts.add(new FieldPart(field, padded, blanks, letters));
    }

    private void field(Field field, boolean padded) {
        parts.add(new FieldPart(field, padded, false, Letters.AS_IS));
    }

    private void literal(String text) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof Literal before) {
            parts.set(last, new Literal(before.text + text));
        } else {
            parts.add(new Literal(text));
        }
    }

    private boolean isTemplate() {
        return source.indexOf('%') < 0;
    }

    // ------------------------------------------------------------- writing

    /** The text of local micros; {@code offsetSeconds} is what the zone is ahead of UTC. */
    String write(long local, int offsetSeconds) {
        long days = Math.floorDiv(local, DAY);
        StringBuilder text = new StringBuilder(32);
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text);
            } else if (part instanceof FieldPart field) {
                write(text, field, days, local - days * DAY, offsetSeconds);
            }
        }
        return text.toString();
    }

    private void write(StringBuilder text, FieldPart part, long days, long time, int offsetSeconds) {
        switch (part.field) {
            case MONTH_NAME -> writeName(text, part, MONTHS.get(month(days) - 1), 9);
            case MONTH_ABBREVIATION ->
                writeName(text, part, MONTHS.get(month(days) - 1).substring(0, 3), 3);
            case DAY_NAME -> writeName(text, part, DAYS.get(CivilCalendar.isoDayOfWeek(days) - 1), 9);
            case DAY_ABBREVIATION ->
                writeName(
                        text,
                        part,
                        DAYS.get(CivilCalendar.isoDayOfWeek(days) - 1).substring(0, 3),
                        3);
            case HALF_DAY -> writeName(text, part, time < DAY / 2 ? "AM" : "PM", 2);
            case OFFSET -> {
                int size = Math.abs(offsetSeconds);
                text.append(offsetSeconds < 0 ? '-' : '+');
                number(text, size / 3600, 2, false);
                if (size % 3600 != 0) {
                    text.append(':');
                    number(text, size / 60 % 60, 2, false);
                }
            }
            default -> {
                long value = value(part.field, days, time, offsetSeconds);
                number(text, value, part.padded ? part.field.width : 1, part.blankPadded);
            }
        }
    }

    private static int month(long days) {
        return CivilCalendar.month(CivilCalendar.fields(days));
    }

    private static void writeName(StringBuilder text, FieldPart part, String name, int width) {
        String shown = switch (part.letters) {
            case AS_IS -> name;
            case UPPER -> name.toUpperCase(Locale.ROOT);
            case LOWER -> name.toLowerCase(Locale.ROOT);
        };
        text.append(shown);
        if (part.blankPadded) {
            text.append(" ".repeat(width - shown.length()));
        }
    }

    private static void number(StringBuilder text, long value, int width, boolean blanks) {
        String digits = Long.toString(Math.abs(value));
        text.append(value < 0 ? "-" : "").append((blanks ? " " : "0").repeat(Math.max(0, width - digits.length())));
        text.append(digits);
    }

    private long value(Field field, long days, long time, int offsetSeconds) {
        long fields = CivilCalendar.fields(days);
        return switch (field) {
            case YEAR -> CivilCalendar.year(fields);
            case YEAR_SHORT -> Math.floorMod(CivilCalendar.year(fields), 100);
            case MONTH -> CivilCalendar.month(fields);
            case DAY_OF_MONTH -> CivilCalendar.day(fields);
            case DAY_OF_YEAR -> CivilCalendar.dayOfYear(days);
            case HOUR -> time / (3600 * SECOND);
            case HOUR_12 -> (time / (3600 * SECOND) + 11) % 12 + 1;
            case MINUTE -> time / (60 * SECOND) % 60;
            case SECOND -> time / SECOND % 60;
            case MILLIS -> time / 1000 % 1000;
            case MICROS -> time % SECOND;
            case QUARTER -> (CivilCalendar.month(fields) + 2) / 3;
            case ISO_WEEK -> CivilCalendar.isoWeek(days);
            case ISO_YEAR -> CivilCalendar.isoYear(days);
            case DAY_OF_WEEK -> CivilCalendar.isoDayOfWeek(days) % 7 + (isTemplate() ? 1 : 0);
            case ISO_DAY_OF_WEEK -> CivilCalendar.isoDayOfWeek(days);
            case EPOCH -> Math.floorDiv(days * DAY + time, SECOND) - offsetSeconds;
            default -> throw unknown(field.name());
        };
    }

    // ------------------------------------------------------------- reading

    /**
     * Reads a text to local micros; fields that the format lacks are those of 1970-01-01 00:00:00.
     *
     * @throws EngineException INVALID_DATETIME
     */
    long read(String text) {
        return new Reading(text).micros();
    }

    /** One text being read. */
    private final class Reading {
        private final String text;
        private int at;
        private long year = 1970;
        private long month = 1;
        private long day = 1;
        private long dayOfYear;
        private long hour;
        private long minute;
        private long second;
        private long micros;
        private long epoch = Long.MIN_VALUE;
        private boolean half;
        private boolean afternoon;

        Reading(String text) {
            this.text = text.strip();
        }

        private EngineException invalid() {
            return new EngineException(
                    ErrorCode.INVALID_DATETIME, "Text does not fit the date format " + source + ": \"" + text + "\"");
        }

        long micros() {
            for (Part part : parts) {
                if (part instanceof Literal literal) {
                    skip(literal.text);
                } else if (part instanceof FieldPart field) {
                    read(field.field);
                }
            }
            if (at != text.length()) {
                throw invalid();
            }
            if (epoch != Long.MIN_VALUE) {
                return epoch * SECOND + micros;
            }
            if (half) {
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
            if (month < 1
                    || month > 12
                    || day < 1
                    || day > CivilCalendar.daysOfMonth(year, (int) month)
                    || hour > 24
                    || minute > 59
                    || second > 60) {
                throw invalid();
            }
            long days = dayOfYear > 0
                    ? CivilCalendar.days(year, 1, 1) + dayOfYear - 1
                    : CivilCalendar.days(year, (int) month, (int) day);
            return days * DAY + ((hour * 60 + minute) * 60 + second) * SECOND + micros;
        }

        /** Separators of templates match any one that is not a letter or digit. */
        private void skip(String literal) {
            for (int i = 0; i < literal.length(); i++) {
                if (at == text.length()) {
                    throw invalid();
                }
                char wanted = literal.charAt(i);
                char found = text.charAt(at);
                boolean fits = found == wanted
                        || isTemplate() && !Character.isLetterOrDigit(wanted) && !Character.isLetterOrDigit(found);
                if (!fits) {
                    throw invalid();
                }
                at++;
            }
        }

        private void read(Field field) {
            switch (field) {
                case YEAR, ISO_YEAR -> year = number(4);
                case YEAR_SHORT -> {
                    long two = number(2);
                    year = two + (two < 70 ? 2000 : 1900);
                }
                case MONTH -> month = number(2);
                case DAY_OF_MONTH -> day = number(2);
                case DAY_OF_YEAR -> dayOfYear = number(3);
                case HOUR -> hour = number(2);
                case HOUR_12 -> {
                    hour = number(2);
                    half |= !isTemplate();
                }
                case MINUTE -> minute = number(2);
                case SECOND -> second = number(2);
                case MILLIS -> micros = fraction(3);
                case MICROS -> micros = fraction(6);
                case EPOCH -> epoch = number(18);
                case QUARTER, ISO_WEEK, DAY_OF_WEEK, ISO_DAY_OF_WEEK -> number(field.width);
                case MONTH_NAME, MONTH_ABBREVIATION -> month = name(MONTHS) + 1L;
                case DAY_NAME, DAY_ABBREVIATION -> name(DAYS);
                case HALF_DAY -> {
                    half = true;
                    afternoon = at < text.length() && Character.toLowerCase(text.charAt(at)) == 'p';
                    at = Math.min(text.length(), at + (text.startsWith(".", at + 1) ? 4 : 2));
                }
                case OFFSET -> throw unknown(field.name());
            }
        }

        private long number(int maxDigits) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int start = at;
            long value = 0;
            while (at < text.length() && at - start < maxDigits && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == start) {
                throw invalid();
            }
            return value;
        }

        private long fraction(int maxDigits) {
            int start = at;
            long value = number(maxDigits);
            for (int digits = at - start; digits < 6; digits++) {
                value *= 10;
            }
            return value;
        }

        private int name(List<String> names) {
            for (int i = 0; i < names.size(); i++) {
                for (String name : List.of(names.get(i), names.get(i).substring(0, 3))) {
                    if (text.regionMatches(true, at, name, 0, name.length())) {
                        at += name.length();
                        return i;
                    }
                }
            }
            throw invalid();
        }
    }
}
