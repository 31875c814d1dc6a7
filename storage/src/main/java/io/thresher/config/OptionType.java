package io.thresher.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How values of an option are written and read. {@code parse} throws IllegalArgumentException with a reason. */
public final class OptionType<T> {
    public static final OptionType<Boolean> BOOLEAN =
            new OptionType<>("boolean", OptionType::parseBoolean, String::valueOf);
    public static final OptionType<Integer> INTEGER =
            new OptionType<>("integer", OptionType::parseInt, String::valueOf);
    public static final OptionType<Long> LONG = new OptionType<>("integer", OptionType::parseLong, String::valueOf);
    public static final OptionType<String> TEXT = new OptionType<>("text", text -> text, text -> text);
    public static final OptionType<List<String>> TEXT_LIST =
            new OptionType<>("comma-separated list", OptionType::parseList, values -> String.join(",", values));
    public static final OptionType<DataSize> DATA_SIZE = new OptionType<>("size", DataSize::parse, DataSize::toString);
    public static final OptionType<java.time.Duration> DURATION =
            new OptionType<>("duration", Durations::parse, Durations::format);
    public static final OptionType<ZoneId> TIME_ZONE =
            new OptionType<>("time zone", OptionType::parseZone, ZoneId::getId);

    private final String name;
    private final Function<String, T> parser;
    private final Function<T, String> formatter;

    private OptionType(String name, Function<String, T> parser, Function<T, String> formatter) {
        this.name = name;
        this.parser = parser;
        this.formatter = formatter;
    }

    /** Whole numbers from {@code min} to {@code max}, inclusive. */
    public static OptionType<Integer> integerBetween(int min, int max) {
        return new OptionType<>(
                "integer",
                text -> {
                    int value = parseInt(text);
                    if (value < min || value > max) {
                        throw new IllegalArgumentException("a whole number from " + min + " to " + max);
                    }
                    return value;
                },
                String::valueOf);
    }

    /** What the values are, in one or two words. */
    public String name() {
        return name;
    }

    /** Reads a value; throws IllegalArgumentException whose message says what is wanted. */
    T parse(String text) {
        return parser.apply(text.trim());
    }

    /** Writes a value so that {@link #parse} reads it again. */
    public String format(T value) {
        return formatter.apply(value);
    }

    private static Boolean parseBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static int parseInt(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number", e);
        }
    }

    private static long parseLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number", e);
        }
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(t -> !t.isEmpty())
                .toList();
    }

    private static ZoneId parseZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time zone such as UTC, Europe/Berlin or +02:00", e);
        }
    }
}
