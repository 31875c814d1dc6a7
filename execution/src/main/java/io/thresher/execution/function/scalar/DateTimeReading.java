package io.thresher.execution.function.scalar;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.kernel.CivilCalendar;
import io.thresher.execution.kernel.NumericErrors;
import java.util.List;

/** Reads one text by a format: collects the fields that are there, then makes local micros of them. One use, one thread. */
final class DateTimeReading {
    private static final long SECOND = 1_000_000L;

    private final DateTimeFormat format;
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

    DateTimeReading(DateTimeFormat format, String text) {
        this.format = format;
        this.text = text.strip();
    }

    private EngineException invalid() {
        return new EngineException(
                ErrorCode.INVALID_DATETIME,
                "Text does not fit the date format " + format.source() + ": \"" + text + "\"");
    }

    /** The local micros; to be asked for once. */
    long micros() {
        for (DateTimeFormat.Part part : format.parts()) {
            if (part instanceof DateTimeFormat.Literal literal) {
                skip(literal.text());
            } else if (part instanceof DateTimeFormat.FieldPart field) {
                read(field.field());
            }
        }
        if (at != text.length()) {
            throw invalid();
        }
        if (epoch != Long.MIN_VALUE) {
            if (epoch > Long.MAX_VALUE / SECOND - 1) {
                throw NumericErrors.dateOutOfRange();
            }
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
        return days * CivilCalendar.DAY_MICROS + ((hour * 60 + minute) * 60 + second) * SECOND + micros;
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
                    || format.isTemplate() && !Character.isLetterOrDigit(wanted) && !Character.isLetterOrDigit(found);
            if (!fits) {
                throw invalid();
            }
            at++;
        }
    }

    private void read(DateTimeFormat.Field field) {
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
                half |= !format.isTemplate();
            }
            case MINUTE -> minute = number(2);
            case SECOND -> second = number(2);
            case MILLIS -> micros = fraction(3);
            case MICROS -> micros = fraction(6);
            case EPOCH -> epoch = number(18);
            case QUARTER, ISO_WEEK, DAY_OF_WEEK, ISO_DAY_OF_WEEK -> number(field.width());
            case MONTH_NAME, MONTH_ABBREVIATION -> month = name(DateTimeFormat.MONTHS) + 1L;
            case DAY_NAME, DAY_ABBREVIATION -> name(DateTimeFormat.DAYS);
            case HALF_DAY -> {
                half = true;
                afternoon = at < text.length() && Character.toLowerCase(text.charAt(at)) == 'p';
                at = Math.min(text.length(), at + (text.startsWith(".", at + 1) ? 4 : 2));
            }
            case OFFSET -> throw format.unknown(field.name());
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
