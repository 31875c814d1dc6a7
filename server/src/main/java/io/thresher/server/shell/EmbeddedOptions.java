package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import io.thresher.server.ServerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that start a server in this process. */
final class EmbeddedOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder of the catalog, caches and history (default: ~/.thresher or THRESHER_DATA_DIR).")
    @Nullable
    Path dataDir;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "File of key = value lines; see docs/reference/configuration.md.")
    @Nullable
    Path configFile;

    @Option(
            names = "-D",
            paramLabel = "key=value",
            description = "Sets an option, over THRESHER_KEY_NAME in the environment and the file.")
    Map<String, String> overrides = new LinkedHashMap<>();

    /** Starts an embedded server that may read any local file, on a free loopback port. */
    EngineServer startEmbedded() {
        return EngineServer.start(ServerConfig.embedded(configFile, dataDir, overrides));
    }

    /** The folder of the catalog, caches and history. */
    Path dataFolder() {
        return ServerConfig.of(configFile, dataDir, overrides).dataDir();
    }
}
