package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells date and time literals as Calcite's grammar wants them: two digits a part, a time of day in every timestamp. */
final class DateTimeText {
    private static final Pattern DATE = Pattern.compile("(\\d{1,4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
    private static final Pattern ZONE = Pattern.compile("(.*\\d)\\s*(Z|UTC|[+-]\\d{1,2}(?::?\\d{2})?)");

    private DateTimeText() {}

    /** The literal {@code type 'text'} respelled. */
    static String literal(String sql, Token type, Token text) {
        String value = text.text().trim();
        if (type.is("date")) {
            int time = value.indexOf(' ');
            return "DATE '" + date(sql, text, time < 0 ? value : value.substring(0, time)) + "'";
        }
        if (type.is("time")) {
            return "TIME '" + time(sql, text, value) + "'";
        }
        Matcher zoned = ZONE.matcher(value);
        boolean hasTime = value.indexOf(':') >= 0;
        boolean zone = type.is("timestamptz") || (hasTime && zoned.matches());
        if (zone) {
            return zoned(text);
        }
        int split = Math.max(value.indexOf(' '), value.indexOf('T'));
        String day = split < 0 ? value : value.substring(0, split);
        String clock = split < 0
                ? "00:00:00"
                : time(sql, text, value.substring(split + 1).trim());
        return "TIMESTAMP '" + date(sql, text, day) + " " + clock + "'";
    }

    /** A literal with a time zone; only the executor knows the session's one and all spellings of zones. */
    static String zoned(Token text) {
        return "CAST(" + QueryRewriter.quote(text.text().trim()) + " AS TIMESTAMP WITH LOCAL TIME ZONE)";
    }

    private static String date(String sql, Token token, String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            throw wrong(sql, token);
        }
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d",
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private static String time(String sql, Token token, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw wrong(sql, token);
        }
        String second = matcher.group(3) == null ? "0" : matcher.group(3);
        String fraction = matcher.group(4) == null ? "" : "." + matcher.group(4);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%s",
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(second),
                fraction);
    }

    private static EngineException wrong(String sql, Token token) {
        return new EngineException(
                ErrorCode.INVALID_DATETIME,
                "Date or time literal is not understood; write it as DATE '2024-01-31' or"
                        + " TIMESTAMP '2024-01-31 12:00:00'; "
                        + SyntaxErrors.position(sql, token.start()) + ", found: " + token.text());
    }
}
