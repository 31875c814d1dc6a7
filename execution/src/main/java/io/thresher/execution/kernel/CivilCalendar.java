package io.thresher.execution.kernel;

/**
 * The proleptic Gregorian calendar on days since 1970-01-01, without objects. Source: Hinnant, "chrono-compatible
 * low-level date algorithms": years start in March, eras have 400 years.
 */
public final class CivilCalendar {
    /** Microseconds of a day. */
    public static final long DAY_MICROS = 86_400_000_000L;

    private static final int ERA_DAYS = 146_097;
    /** Days from 0000-03-01 to 1970-01-01. */
    private static final int EPOCH_SHIFT = 719_468;

    private CivilCalendar() {}

    /**
     * The micros since 1970-01-01 at which a day starts.
     *
     * @throws io.thresher.error.EngineException NUMERIC_OUT_OF_RANGE: DATE reaches further than TIMESTAMP
     */
    public static long micros(long days) {
        long micros = days * DAY_MICROS;
        // Every int times a day is exact in 128 bits, of which the upper half must be the sign.
        if (Math.multiplyHigh(days, DAY_MICROS) != micros >> 63) {
            throw NumericErrors.dateOutOfRange();
        }
        return micros;
    }

    /** Year, month and day of a date as {@code year << 9 | month << 5 | day}; see the readers below. */
    public static long fields(long days) {
        long shifted = days + EPOCH_SHIFT;
        long era = Math.floorDiv(shifted, ERA_DAYS);
        int dayOfEra = (int) (shifted - era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year << 9 | (long) month << 5 | day;
    }

    /** The year of {@link #fields}. */
    public static int year(long fields) {
        return (int) (fields >> 9);
    }

    /** The month, 1 to 12, of {@link #fields}. */
    public static int month(long fields) {
        return (int) (fields >> 5) & 15;
    }

    /** The day, 1 to 31, of {@link #fields}. */
    public static int day(long fields) {
        return (int) fields & 31;
    }

    /** Days since 1970-01-01 of a date that exists. */
    public static long days(long year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(y, 400);
        int yearOfEra = (int) (y - era * 400);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT;
    }

    public static boolean isLeapYear(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days of a month, 28 to 31. */
    public static int daysOfMonth(long year, int month) {
        return month == 2 ? (isLeapYear(year) ? 29 : 28) : 30 + ((month + (month >>> 3)) & 1);
    }

    /** The date {@code months} later; the day is cut to the month's last. */
    public static long addMonths(long days, long months) {
        long fields = fields(days);
        long total = year(fields) * 12L + month(fields) - 1 + months;
        long year = Math.floorDiv(total, 12);
        int month = (int) Math.floorMod(total, 12L) + 1;
        return days(year, month, Math.min(day(fields), daysOfMonth(year, month)));
    }

    /** The day of the year, 1 to 366. */
    public static int dayOfYear(long days) {
        return (int) (days - days(year(fields(days)), 1, 1)) + 1;
    }

    /** The ISO day of the week, 1 (Monday) to 7 (Sunday). */
    public static int isoDayOfWeek(long days) {
        return (int) Math.floorMod(days + 3, 7L) + 1;
    }

    /** The year that the ISO week of a date belongs to. */
    public static int isoYear(long days) {
        return year(fields(days + 4 - isoDayOfWeek(days)));
    }

    /** The ISO week, 1 to 53. */
    public static int isoWeek(long days) {
        return (dayOfYear(days + 4 - isoDayOfWeek(days)) - 1) / 7 + 1;
    }
}
