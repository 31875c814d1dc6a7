package io.thresher.config;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the process. For each option the first of these that has it counts: overrides ({@code -D key=value}),
 * environment ({@code THRESHER_KEY_NAME}), config file, default. Immutable.
 */
public final class EngineConfig {
    private final Map<String, Setting> settings;

    private EngineConfig(Map<String, Setting> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Only defaults. */
    public static EngineConfig defaults() {
        return new EngineConfig(Map.of());
    }

    /** Reads overrides, the process's own environment, and {@code file} if not null. */
    public static EngineConfig load(Map<String, String> overrides, @Nullable Path file) {
        return load(overrides, System.getenv(), file);
    }

    /**
     * Reads all settings and checks them.
     *
     * @throws EngineException OPTION_NOT_FOUND, INVALID_OPTION_VALUE, FILE_NOT_FOUND
     */
    static EngineConfig load(Map<String, String> overrides, Map<String, String> environment, @Nullable Path file) {
        Map<String, Setting> settings = new HashMap<>();
        if (file != null) {
            new ConfigFile(file).read().forEach((name, text) -> put(settings, name, text, "config file " + file));
        }
        for (ConfigOption<?> option : EngineOptions.all()) {
            String text = environment.get(option.environmentName());
            if (text != null) {
                put(settings, option.name(), text, "environment variable " + option.environmentName());
            }
        }
        overrides.forEach((name, text) -> put(settings, name, text, "command line"));
        return new EngineConfig(settings);
    }

    private static void put(Map<String, Setting> settings, String name, String text, String source) {
        ConfigOption<?> option = EngineOptions.named(name);
        settings.put(option.name(), new Setting(parse(option, text, source), source));
    }

    static <T> Object parse(ConfigOption<T> option, String text, String source) {
        try {
            return option.type().parse(text);
        } catch (IllegalArgumentException e) {
            throw new EngineException(
                    ErrorCode.INVALID_OPTION_VALUE,
                    "Invalid value of option " + option.name() + " (" + source + "); wanted is " + e.getMessage() + ": "
                            + text,
                    e);
        }
    }

    /** The option's value. */
    @SuppressWarnings("unchecked") // put() parsed it with this option's own type
    public <T> T value(ConfigOption<T> option) {
        Setting setting = settings.get(option.name());
        return setting == null ? option.defaultValue() : (T) setting.value();
    }

    /** Where the option's value comes from, for people: "default", "command line" and the like. */
    public String source(ConfigOption<?> option) {
        Setting setting = settings.get(option.name());
        return setting == null ? "default" : setting.source();
    }

    private record Setting(Object value, String source) {}
}
