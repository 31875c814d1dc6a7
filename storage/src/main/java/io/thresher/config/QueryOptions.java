package io.thresher.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** How queries run. */
public final class QueryOptions {
    /** Time limit of one statement. */
    public static final ConfigOption<Duration> TIMEOUT = ConfigOption.of(
                    "query.timeout",
                    OptionType.DURATION,
                    "0",
                    "The time after which a running statement is stopped with 57014; 0 means no limit.")
            .forSessions();

    /** Worker threads of one query. */
    public static final ConfigOption<Integer> THREADS = ConfigOption.computed(
                    "query.threads",
                    OptionType.integerBetween(1, 1024),
                    Machine::cores,
                    "the number of cores",
                    "The number of worker threads one query may use.")
            .forSessions();

    /** Time zone of zoned timestamps and of the current date. */
    public static final ConfigOption<ZoneId> TIME_ZONE = ConfigOption.computed(
                    "query.time-zone",
                    OptionType.TIME_ZONE,
                    ZoneId::systemDefault,
                    "the machine's time zone",
                    "The time zone in which timestamps with time zone are shown and current_date is taken.")
            .forSessions();

    private QueryOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(TIMEOUT, THREADS, TIME_ZONE);
    }
}
