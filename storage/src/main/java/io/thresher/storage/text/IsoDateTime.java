package io.thresher.storage.text;

import io.thresher.memory.RawMemory;

/**
 * Reads dates and times in ISO 8601's order: {@code 2024-02-29}, also with {@code /} and without leading zeros,
 * {@code 12:30[:59[.123456789]]}, with {@code T} or a space between, and a zone as {@code Z} or {@code +hh[:mm]}. One
 * value at a time; the parts found are fields. One thread.
 */
final class IsoDateTime {
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;

    private long at;
    private long end;
    private long days;
    private long secondOfDay;
    private int nanos;
    private boolean hasTime;
    private boolean hasZone;
    private int offsetSeconds;

    /** Days since 1970-01-01. */
    long days() {
        return days;
    }

    /** Seconds of the day, without the zone's offset. */
    long secondOfDay() {
        return secondOfDay;
    }

    int nanos() {
        return nanos;
    }

    boolean hasTime() {
        return hasTime;
    }

    boolean hasZone() {
        return hasZone;
    }

    /** Seconds that the zone is ahead of UTC; 0 without a zone. */
    int offsetSeconds() {
        return offsetSeconds;
    }

    /** Reads a date, and a time and zone if they follow; false if the text is anything else. */
    boolean parse(long address, int length) {
        start(address, length);
        if (!date()) {
            return false;
        }
        if (at < end && (peek() == 'T' || peek() == 't' || peek() == ' ')) {
            at++;
            if (!time() || !zone()) {
                return false;
            }
        }
        return at == end;
    }

    /** Reads a time without a date; false if the text is anything else. */
    boolean parseTime(long address, int length) {
        start(address, length);
        return time() && at == end;
    }

    private void start(long address, int length) {
        at = address;
        end = address + length;
        while (at < end && Digits.isSpace(peek())) {
            at++;
        }
        while (end > at && Digits.isSpace(RawMemory.getByte(end - 1))) {
            end--;
        }
        days = 0;
        secondOfDay = 0;
        nanos = 0;
        hasTime = false;
        hasZone = false;
        offsetSeconds = 0;
    }

    private byte peek() {
        return RawMemory.getByte(at);
    }

    private boolean date() {
        int year = number(4, 4);
        if (year < 0 || at == end || (peek() != '-' && peek() != '/')) {
            return false;
        }
        byte separator = peek();
        at++;
        int month = number(1, 2);
        if (month < 1 || month > 12 || at == end || peek() != separator) {
            return false;
        }
        at++;
        int day = number(1, 2);
        if (day < 1 || day > daysOf(year, month)) {
            return false;
        }
        days = daysSinceEpoch(year, month, day);
        return true;
    }

    private boolean time() {
        int hour = number(1, 2);
        if (hour < 0 || hour > 23 || at == end || peek() != ':') {
            return false;
        }
        at++;
        int minute = number(2, 2);
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = 0;
        if (at < end && peek() == ':') {
            at++;
            second = number(2, 2);
            if (second < 0 || second > 59 || !fraction()) {
                return false;
            }
        }
        secondOfDay = hour * 3600L + minute * 60L + second;
        hasTime = true;
        return true;
    }

    private boolean fraction() {
        if (at == end || peek() != '.') {
            return true;
        }
        at++;
        long from = at;
        int value = 0;
        int digits = 0;
        while (at < end && Digits.isDigit(peek()) && digits < 9) {
            value = value * 10 + (peek() - '0');
            digits++;
            at++;
        }
        for (int i = digits; i < 9; i++) {
            value *= 10;
        }
        nanos = value;
        return at > from;
    }

    private boolean zone() {
        if (at < end && peek() == ' ') {
            at++;
        }
        if (at == end) {
            return true;
        }
        byte sign = peek();
        at++;
        hasZone = true;
        if (sign == 'Z' || sign == 'z') {
            return true;
        }
        if (sign != '+' && sign != '-') {
            return at + 2 == end && isUtc(at - 1);
        }
        int hours = number(2, 2);
        if (at < end && peek() == ':') {
            at++;
        }
        int minutes = at < end ? number(2, 2) : 0;
        if (hours < 0 || minutes < 0 || minutes > 59) {
            return false;
        }
        offsetSeconds = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
        return Math.abs(offsetSeconds) <= MAX_OFFSET_SECONDS;
    }

    private boolean isUtc(long address) {
        boolean utc = RawMemory.getByte(address) == 'U'
                && RawMemory.getByte(address + 1) == 'T'
                && RawMemory.getByte(address + 2) == 'C';
        at = utc ? end : at;
        return utc;
    }

    /** Reads {@code min} to {@code max} digits; -1 if there are fewer. */
    private int number(int min, int max) {
        int value = 0;
        int digits = 0;
        while (digits < max && at < end && Digits.isDigit(peek())) {
            value = value * 10 + (peek() - '0');
            at++;
            digits++;
        }
        return digits < min ? -1 : value;
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS_OF_MONTH[month - 1];
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar. Source: Hinnant, days_from_civil. */
    static long daysSinceEpoch(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
