package io.thresher.execution.function.scalar;

import io.thresher.execution.kernel.CivilCalendar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of dates and times that EXTRACT, DATE_PART, DATE_TRUNC, DATE_DIFF and DATE_ADD know. */
enum DateField {
    YEAR("The year."),
    QUARTER("The quarter, 1 to 4."),
    MONTH("The month, 1 to 12."),
    WEEK("The ISO week, 1 to 53."),
    DAY("The day of the month, 1 to 31."),
    DOW("The day of the week, 0 (Sunday) to 6."),
    ISODOW("The ISO day of the week, 1 (Monday) to 7."),
    DOY("The day of the year, 1 to 366."),
    HOUR("The hour, 0 to 23."),
    MINUTE("The minute, 0 to 59."),
    SECOND("The second with its fraction, as far as the result type has one."),
    MILLISECOND("The seconds in thousandths."),
    MICROSECOND("The seconds in millionths."),
    EPOCH("Seconds since 1970-01-01 00:00:00 UTC, or of an interval."),
    DECADE("The year divided by 10."),
    CENTURY("The century; the first began with the year 1."),
    MILLENNIUM("The millennium; the first began with the year 1."),
    ISOYEAR("The year that the ISO week belongs to.");

    private static final long SECOND_MICROS = 1_000_000L;
    private static final long DAY_MICROS = CivilCalendar.DAY_MICROS;

    private final String description;

    DateField(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    String functionName() {
        return "extract_" + name().toLowerCase(Locale.ROOT);
    }

    /** The field of a name as users write it (singular, plural or short), or null. */
    static @Nullable DateField find(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        for (DateField field : values()) {
            String own = field.name().toLowerCase(Locale.ROOT);
            if (lower.equals(own) || lower.equals(own + "s")) {
                return field;
            }
        }
        return switch (lower) {
            case "y", "yr", "yrs" -> YEAR;
            case "mon", "mons" -> MONTH;
            case "w" -> WEEK;
            case "d", "dayofmonth" -> DAY;
            case "dayofweek", "weekday" -> DOW;
            case "dayofyear" -> DOY;
            case "h", "hr", "hrs" -> HOUR;
            case "m", "min", "mins" -> MINUTE;
            case "s", "sec", "secs" -> SECOND;
            case "ms", "msec", "msecs" -> MILLISECOND;
            case "us", "usec", "usecs" -> MICROSECOND;
            case "centuries" -> CENTURY;
            case "millennia", "millenniums" -> MILLENNIUM;
            default -> null;
        };
    }

    /** Whether the field is part of the date, so that a TIME has none. */
    boolean needsDate() {
        return switch (this) {
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, EPOCH -> false;
            default -> true;
        };
    }

    /** Whether an interval has the field. */
    boolean ofInterval() {
        return switch (this) {
            case DOW, ISODOW, DOY, WEEK, ISOYEAR -> false;
            default -> true;
        };
    }

    /** The field of a date. */
    long ofDate(long days) {
        long fields = CivilCalendar.fields(days);
        int year = CivilCalendar.year(fields);
        return switch (this) {
            case YEAR -> year;
            case QUARTER -> (CivilCalendar.month(fields) + 2) / 3;
            case MONTH -> CivilCalendar.month(fields);
            case WEEK -> CivilCalendar.isoWeek(days);
            case DAY -> CivilCalendar.day(fields);
            case DOW -> CivilCalendar.isoDayOfWeek(days) % 7;
            case ISODOW -> CivilCalendar.isoDayOfWeek(days);
            case DOY -> CivilCalendar.dayOfYear(days);
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> 0;
            case EPOCH -> days * 86_400;
            case DECADE -> Math.floorDiv(year, 10);
            case CENTURY -> year > 0 ? (year + 99) / 100 : -((-year) / 100) - 1;
            case MILLENNIUM -> year > 0 ? (year + 999) / 1000 : -((-year) / 1000) - 1;
            case ISOYEAR -> CivilCalendar.isoYear(days);
        };
    }

    /** The field of local micros, in millionths. */
    long ofMicros(long micros) {
        long days = Math.floorDiv(micros, DAY_MICROS);
        long time = micros - days * DAY_MICROS;
        return switch (this) {
            case HOUR -> time / (3600 * SECOND_MICROS) * SECOND_MICROS;
            case MINUTE -> time / (60 * SECOND_MICROS) % 60 * SECOND_MICROS;
            case SECOND -> time % (60 * SECOND_MICROS);
            case MILLISECOND -> time % (60 * SECOND_MICROS) * 1000;
            case MICROSECOND -> time % (60 * SECOND_MICROS) * SECOND_MICROS;
            case EPOCH -> micros;
            default -> ofDate(days) * SECOND_MICROS;
        };
    }

    /** The field of an interval of micros, in millionths. */
    long ofIntervalMicros(long micros) {
        long time = micros % DAY_MICROS;
        return switch (this) {
            case DAY -> micros / DAY_MICROS * SECOND_MICROS;
            case HOUR -> time / (3600 * SECOND_MICROS) * SECOND_MICROS;
            case MINUTE -> time / (60 * SECOND_MICROS) % 60 * SECOND_MICROS;
            case SECOND -> time % (60 * SECOND_MICROS);
            case MILLISECOND -> time % (60 * SECOND_MICROS) * 1000;
            case MICROSECOND -> time % (60 * SECOND_MICROS) * SECOND_MICROS;
            case EPOCH -> micros;
            default -> 0;
        };
    }

    /** The field of an interval of months. */
    long ofMonths(int months) {
        return switch (this) {
            case YEAR -> months / 12;
            case QUARTER -> months % 12 / 3 + 1;
            case MONTH -> months % 12;
            case DECADE -> months / 120;
            case CENTURY -> months / 1200;
            case MILLENNIUM -> months / 12_000;
            // PostgreSQL: a year has 365.25 days, a month 30.
            case EPOCH -> months / 12 * 31_557_600L + months % 12 * 2_592_000L;
            default -> 0;
        };
    }
}
