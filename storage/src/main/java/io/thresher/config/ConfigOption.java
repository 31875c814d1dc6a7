package io.thresher.config;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * A setting: its dotted name, how its values are written, what it is without being set, and one sentence on what it does
 * and in which unit. {@code session} says whether SET may change it for one session.
 */
public final class ConfigOption<T> {
    private final String name;
    private final OptionType<T> type;
    private final Supplier<T> defaultValue;
    private final String defaultText;
    private final String description;
    private final boolean session;

    private ConfigOption(
            String name,
            OptionType<T> type,
            Supplier<T> defaultValue,
            String defaultText,
            String description,
            boolean session) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.description = description;
        this.session = session;
    }

    /** Makes an option of the process, with a default as a user would write it. */
    public static <T> ConfigOption<T> of(String name, OptionType<T> type, String defaultText, String description) {
        T value = type.parse(defaultText);
        return new ConfigOption<>(name, type, () -> value, defaultText, description, false);
    }

    /** Makes an option whose default depends on the machine and is told as {@code defaultText}. */
    public static <T> ConfigOption<T> computed(
            String name, OptionType<T> type, Supplier<T> defaultValue, String defaultText, String description) {
        return new ConfigOption<>(name, type, defaultValue, defaultText, description, false);
    }

    /** The same option, which a session may change. */
    ConfigOption<T> forSessions() {
        return new ConfigOption<>(name, type, defaultValue, defaultText, description, true);
    }

    public String name() {
        return name;
    }

    public OptionType<T> type() {
        return type;
    }

    /** The value when nothing is set. */
    public T defaultValue() {
        return defaultValue.get();
    }

    /** The default in words, for the reference page. */
    public String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /** Whether a session may change it. */
    public boolean isSession() {
        return session;
    }

    /** The name of the environment variable that sets it. */
    public String environmentName() {
        return "THRESHER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String toString() {
        return name;
    }
}
