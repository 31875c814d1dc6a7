package io.thresher.server;

import io.thresher.config.EngineConfig;
import io.thresher.config.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with: its options, its own folder, and the folders that SQL may read, null for any local file.
 */
public record ServerConfig(
        EngineConfig options, Path dataDir, @Nullable List<Path> roots) {
    /** A server in the user's own process: any local file unless roots are named, a free loopback port. */
    public static ServerConfig embedded(
            @Nullable Path configFile, @Nullable Path dataDir, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        all.put(ServerOptions.HOST.name(), "127.0.0.1");
        all.put(ServerOptions.PORT.name(), "0");
        ServerConfig config = of(configFile, dataDir, all);
        boolean named = !config.options().value(ServerOptions.FILES_ROOTS).isEmpty();
        return named ? config : new ServerConfig(config.options(), config.dataDir(), null);
    }

    /** A server for others: only the configured roots and its own folder may be read. */
    public static ServerConfig of(@Nullable Path configFile, @Nullable Path dataDir, Map<String, String> overrides) {
        EngineConfig options = EngineConfig.load(overrides, configFile);
        Path folder = (dataDir == null ? Path.of(options.value(ServerOptions.DATA_DIR)) : dataDir).toAbsolutePath();
        List<Path> roots = new ArrayList<>();
        roots.add(folder);
        options.value(ServerOptions.FILES_ROOTS)
                .forEach(root -> roots.add(Path.of(root).toAbsolutePath()));
        return new ServerConfig(options, folder, roots);
    }
}
