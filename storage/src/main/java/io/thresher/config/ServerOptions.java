package io.thresher.config;

import java.time.Duration;
import java.util.List;

/** Where the server listens, what it reads and where it keeps its own files. */
public final class ServerOptions {
    /** Address to listen on. */
    public static final ConfigOption<String> HOST = ConfigOption.of(
            "server.host", OptionType.TEXT, "127.0.0.1", "The address on which the server accepts connections.");

    /** Port to listen on. */
    public static final ConfigOption<Integer> PORT = ConfigOption.of(
            "server.port",
            OptionType.integerBetween(0, 65_535),
            "8047",
            "The TCP port on which the server accepts connections; 0 picks a free one.");

    /** Folder of the catalog, caches and history. */
    public static final ConfigOption<String> DATA_DIR = ConfigOption.computed(
            "data-dir",
            OptionType.TEXT,
            () -> Machine.home().resolve(".thresher").toString(),
            "~/.thresher",
            "The folder that holds the catalog, caches and history.");

    /** Folders that SQL may read. */
    public static final ConfigOption<List<String>> FILES_ROOTS = ConfigOption.of(
            "files.roots",
            OptionType.TEXT_LIST,
            "",
            "The folders and URI prefixes that SQL may read, separated by commas; a server reads nothing outside them"
                    + " and its data dir.");

    /** The most open connections. */
    public static final ConfigOption<Integer> MAX_CONNECTIONS = ConfigOption.of(
            "server.max-connections",
            OptionType.integerBetween(1, 1_000_000),
            "1000",
            "The number of connections after which further ones are refused with 53300.");

    /** When a connection that nobody uses is closed. */
    public static final ConfigOption<Duration> IDLE_TIMEOUT = ConfigOption.of(
            "server.idle-timeout",
            OptionType.DURATION,
            "1h",
            "The time after which a connection without any request is closed and its statements are freed.");

    /** Whether other machines may connect without a login. */
    public static final ConfigOption<Boolean> ALLOW_ANONYMOUS = ConfigOption.of(
            "server.allow-anonymous",
            OptionType.BOOLEAN,
            "false",
            "Whether the server may listen on an address that other machines reach, though it asks nobody for a login.");

    private ServerOptions() {}

    static List<ConfigOption<?>> all() {
        return List.of(HOST, PORT, DATA_DIR, FILES_ROOTS, MAX_CONNECTIONS, IDLE_TIMEOUT, ALLOW_ANONYMOUS);
    }
}
