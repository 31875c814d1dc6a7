package io.thresher.parser;

import io.thresher.parser.Token.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads interval literals, standard ({@code INTERVAL '1-2' YEAR TO MONTH}) and PostgreSQL's ({@code INTERVAL '3 days'},
 * {@code INTERVAL 3 DAY}), and spells them as months or as days to seconds.
 */
final class IntervalText {
    private static final List<String> FIELDS = List.of("year", "month", "day", "hour", "minute", "second");
    private static final BigDecimal MICROS_PER_SECOND = BigDecimal.valueOf(1_000_000);

    private final String sql;
    private final Token value;
    private BigDecimal months = BigDecimal.ZERO;
    private BigDecimal micros = BigDecimal.ZERO;

    private IntervalText(String sql, Token value) {
        this.sql = sql;
        this.value = value;
    }

    /** Respells the literal whose INTERVAL stands at {@code index}; returns the index of the token behind it. */
    static int rewrite(String sql, List<Token> tokens, int index, RewrittenText out) {
        Token value = tokens.get(index + 1);
        IntervalText interval = new IntervalText(sql, value);
        int next = index + 2;
        Token first = tokens.get(next);
        boolean qualified = first.kind() == Kind.WORD && unit(first.text()) != null;
        if (!qualified) {
            interval.readUnits(value.text());
        } else {
            next = skipPrecision(tokens, next + 1);
            String last = null;
            if (tokens.get(next).is("to") && tokens.get(next + 1).kind() == Kind.WORD) {
                last = tokens.get(next + 1).text();
                next = skipPrecision(tokens, next + 2);
            }
            interval.readFields(value.text(), first.text(), last);
        }
        out.append(interval.standard(), value.start());
        return next;
    }

    /** PostgreSQL's interval text as a standard literal. */
    static String literal(String sql, Token text) {
        IntervalText interval = new IntervalText(sql, text);
        interval.readUnits(text.text());
        return interval.standard();
    }

    private static int skipPrecision(List<Token> tokens, int index) {
        if (!tokens.get(index).isSymbol("(")) {
            return index;
        }
        int at = index + 1;
        while (tokens.get(at).kind() == Kind.NUMBER || tokens.get(at).isSymbol(",")) {
            at++;
        }
        return tokens.get(at).isSymbol(")") ? at + 1 : index;
    }

    /** Singular name of a unit, null if it is none. */
    private static @Nullable String unit(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String singular = lower.length() > 2 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        return switch (singular) {
            case "year", "yr", "y" -> "year";
            case "month", "mon" -> "month";
            case "day", "d" -> "day";
            case "hour", "hr", "h" -> "hour";
            case "minute", "min", "m" -> "minute";
            case "second", "sec", "s" -> "second";
            case "quarter", "decade", "week", "millisecond", "microsecond" -> singular;
            case "century", "centurie" -> "century";
            case "millennium", "millennia" -> "millennium";
            default -> null;
        };
    }

    private void readUnits(String text) {
        String[] words = text.trim().split("\\s+");
        int at = 0;
        while (at < words.length) {
            String word = words[at];
            if (word.contains(":")) {
                readClock(word, "hour");
                at++;
            } else if (word.lastIndexOf('-') > 0) {
                readFields(word, "year", "month");
                at++;
            } else if (word.equalsIgnoreCase("ago") && at == words.length - 1) {
                months = months.negate();
                micros = micros.negate();
                at++;
            } else {
                at = readNumberAndUnit(words, at);
            }
        }
    }

    private int readNumberAndUnit(String[] words, int at) {
        String word = words[at];
        int letters = 0;
        while (letters < word.length() && "+-.0123456789".indexOf(word.charAt(letters)) >= 0) {
            letters++;
        }
        if (letters < word.length()) {
            add(number(word.substring(0, letters)), word.substring(letters));
            return at + 1;
        }
        boolean hasUnit = at + 1 < words.length && !words[at + 1].contains(":");
        add(number(word), hasUnit ? words[at + 1] : at + 1 < words.length ? "day" : "second");
        return hasUnit ? at + 2 : at + 1;
    }

    private void readFields(String text, String first, @Nullable String last) {
        String start = unit(first);
        String end = last == null ? null : unit(last);
        if (start == null || (last != null && end == null)) {
            throw wrong();
        }
        if (end == null || end.equals(start)) {
            add(number(text.trim()), start);
            return;
        }
        String trimmed = text.trim();
        boolean negative = trimmed.startsWith("-");
        String[] parts = (negative ? trimmed.substring(1) : trimmed).split(start.equals("year") ? "-" : "[ :]+");
        int field = FIELDS.indexOf(start);
        if (field < 0 || parts.length != FIELDS.indexOf(end) - field + 1) {
            throw wrong();
        }
        for (String part : parts) {
            BigDecimal number = number(part);
            add(negative ? number.negate() : number, FIELDS.get(field++));
        }
    }

    private void readClock(String word, String first) {
        boolean negative = word.startsWith("-");
        String[] parts = (negative ? word.substring(1) : word).split(":");
        int field = FIELDS.indexOf(first);
        if (parts.length > 3) {
            throw wrong();
        }
        for (String part : parts) {
            BigDecimal number = number(part);
            add(negative ? number.negate() : number, FIELDS.get(field++));
        }
    }

    private void add(BigDecimal number, String word) {
        String unit = unit(word);
        if (unit == null) {
            throw wrong();
        }
        switch (unit) {
            case "millennium" -> addMonths(number, 12_000);
            case "century" -> addMonths(number, 1200);
            case "decade" -> addMonths(number, 120);
            case "year" -> addMonths(number, 12);
            case "quarter" -> addMonths(number, 3);
            case "month" -> addMonths(number, 1);
            case "week" -> addSeconds(number, 7 * 86_400);
            case "day" -> addSeconds(number, 86_400);
            case "hour" -> addSeconds(number, 3600);
            case "minute" -> addSeconds(number, 60);
            case "second" -> addSeconds(number, 1);
            case "millisecond" -> micros = micros.add(number.movePointRight(3));
            default -> micros = micros.add(number);
        }
    }

    private void addMonths(BigDecimal number, int factor) {
        months = months.add(number.multiply(BigDecimal.valueOf(factor)));
    }

    private void addSeconds(BigDecimal number, int factor) {
        micros = micros.add(number.multiply(BigDecimal.valueOf(factor)).multiply(MICROS_PER_SECOND));
    }

    private BigDecimal number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() > 18) {
                throw wrong();
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private RuntimeException wrong() {
        return SyntaxErrors.at(sql, value, "Interval is not understood; write it as INTERVAL '3 days'");
    }

    private String standard() {
        if (months.signum() != 0 && micros.signum() != 0) {
            throw SyntaxErrors.at(sql, value, "Interval mixes months with days; add two intervals one after the other");
        }
        if (months.signum() != 0) {
            BigDecimal whole = months.setScale(0, RoundingMode.HALF_UP);
            return "INTERVAL " + (whole.signum() < 0 ? "- " : "") + "'"
                    + whole.abs().toPlainString() + "' MONTH";
        }
        long total = micros.setScale(0, RoundingMode.HALF_UP).longValueExact();
        long all = Math.abs(total);
        long seconds = all / 1_000_000;
        if (all % 86_400_000_000L == 0) {
            // Whole days: a DATE stays a DATE.
            return "INTERVAL " + (total < 0 ? "- " : "") + "'" + seconds / 86_400 + "' DAY";
        }
        String text = String.format(
                Locale.ROOT,
                "%d %02d:%02d:%02d.%06d",
                seconds / 86_400,
                seconds / 3600 % 24,
                seconds / 60 % 60,
                seconds % 60,
                all % 1_000_000);
        return "INTERVAL " + (total < 0 ? "- " : "") + "'" + text + "' DAY TO SECOND(6)";
    }
}
