package io.thresher.server;

import io.thresher.config.EngineConfig;
import io.thresher.config.ServerOptions;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is started with: its options, its own folder, the folders that SQL may read, null for any local file, and the token
 * that clients must show, null for none.
 */
public record ServerConfig(
        EngineConfig options,
        Path dataDir,
        @Nullable List<Path> roots,
        @Nullable String token) {
    private static final int TOKEN_BITS = 128;

    /**
     * A server in the user's own process: any local file unless roots are named, a free loopback port, and a token, because other
     * users of the machine reach that port, too.
     */
    public static ServerConfig embedded(
            @Nullable Path configFile, @Nullable Path dataDir, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        all.put(ServerOptions.HOST.name(), "127.0.0.1");
        all.put(ServerOptions.PORT.name(), "0");
        ServerConfig config = of(configFile, dataDir, all);
        boolean named = !config.options().value(ServerOptions.FILES_ROOTS).isEmpty();
        String token = new BigInteger(TOKEN_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        return new ServerConfig(config.options(), config.dataDir(), named ? config.roots() : null, token);
    }

    /**
     * A server for others: only the configured roots and its own folder may be read.
     *
     * @throws EngineException INVALID_OPTION_VALUE if it would listen to other machines, which nobody asked for in so many words
     */
    public static ServerConfig of(@Nullable Path configFile, @Nullable Path dataDir, Map<String, String> overrides) {
        EngineConfig options = EngineConfig.load(overrides, configFile);
        Path folder = (dataDir == null ? Path.of(options.value(ServerOptions.DATA_DIR)) : dataDir).toAbsolutePath();
        List<Path> roots = new ArrayList<>();
        roots.add(folder);
        options.value(ServerOptions.FILES_ROOTS)
                .forEach(root -> roots.add(Path.of(root).toAbsolutePath()));
        String host = options.value(ServerOptions.HOST);
        if (!isLoopback(host) && !options.value(ServerOptions.ALLOW_ANONYMOUS)) {
            throw new EngineException(
                    ErrorCode.INVALID_OPTION_VALUE,
                    "There is no login yet, so anyone who reaches the address could read all data; set "
                            + ServerOptions.ALLOW_ANONYMOUS.name() + " = true if that is meant: " + host);
        }
        return new ServerConfig(options, folder, roots, null);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new EngineException(ErrorCode.INVALID_OPTION_VALUE, "Host is not known: " + host, e);
        }
    }
}
