package io.thresher.config;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of one session: its own values over those of the process. Thread-safe. */
public final class SessionOptions {
    private final EngineConfig config;
    private final Map<String, Object> values = new ConcurrentHashMap<>();

    /** Makes a session's settings without values of its own. */
    public SessionOptions(EngineConfig config) {
        this.config = config;
    }

    /** The option's value for this session. */
    @SuppressWarnings("unchecked") // set() parsed it with this option's own type
    public <T> T value(ConfigOption<T> option) {
        Object value = values.get(option.name());
        return value == null ? config.value(option) : (T) value;
    }

    /**
     * SET: gives an option a value for this session.
     *
     * @throws EngineException OPTION_NOT_FOUND, INVALID_OPTION_VALUE also if a session may not change it
     */
    public void set(String name, String text) {
        ConfigOption<?> option = EngineOptions.named(name);
        if (!option.isSession()) {
            throw new EngineException(
                    ErrorCode.INVALID_OPTION_VALUE,
                    "Option cannot be changed in a session; set it when the server starts, with -D or in its config file: "
                            + option.name());
        }
        values.put(option.name(), EngineConfig.parse(option, text, "SET"));
    }

    /**
     * RESET: forgets the session's value of an option.
     *
     * @throws EngineException OPTION_NOT_FOUND
     */
    public void reset(String name) {
        values.remove(EngineOptions.named(name).name());
    }

    /** RESET ALL: forgets all of the session's values. */
    public void resetAll() {
        values.clear();
    }

    /**
     * SHOW: one option's value as text.
     *
     * @throws EngineException OPTION_NOT_FOUND
     */
    public String show(String name) {
        return text(EngineOptions.named(name));
    }

    /** SHOW ALL: every option, sorted by name. */
    public List<ShownOption> showAll() {
        List<ShownOption> shown = new ArrayList<>();
        for (ConfigOption<?> option : EngineOptions.all()) {
            String source = values.containsKey(option.name()) ? "session" : config.source(option);
            shown.add(new ShownOption(option.name(), text(option), source, option.description()));
        }
        return shown;
    }

    private <T> String text(ConfigOption<T> option) {
        return option.type().format(value(option));
    }

    /** A line of SHOW ALL: name, value as text, where it comes from, and what it does. */
    public record ShownOption(String name, String value, String source, String description) {}
}
