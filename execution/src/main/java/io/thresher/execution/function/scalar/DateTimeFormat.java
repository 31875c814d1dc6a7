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
    enum Field {
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

        int width() {
            return width;
        }
    }

    /** How letters of names are written. */
    enum Letters {
        AS_IS,
        UPPER,
        LOWER
    }

    sealed interface Part {}

    record Literal(String text) implements Part {}

    record FieldPart(Field field, boolean padded, boolean blankPadded, Letters letters) implements Part {}

    private final String source;
    private final List<Part> parts = new ArrayList<>();

    private DateTimeFormat(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    List<Part> parts() {
        return parts;
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

    EngineException unknown(String name) {
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

    boolean isTemplate() {
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
        return new DateTimeReading(this, text).micros();
    }
}
