package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import io.thresher.server.ServerConfig;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code thresher server}: serves until it is told to stop; then lets running queries end. */
@Command(name = "server", description = "Starts the server.", mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one (default: 8047).")
    private @Nullable Integer port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

    @Mixin
    private final EmbeddedOptions options = new EmbeddedOptions();

    @Override
    public Integer call() throws InterruptedException {
        // Before anything logs: a server says more than a command that prints results.
        if (System.getProperty("thresher.log.level") == null) {
            System.setProperty("thresher.log.level", "INFO");
        }
        if (port != null) {
            options.overrides.put("server.port", port.toString());
        }
        if (host != null) {
            options.overrides.put("server.host", host);
        }
        EngineServer server =
                EngineServer.start(ServerConfig.of(options.configFile, options.dataDir, options.overrides));
        CountDownLatch stopped = new CountDownLatch(1);
        // SIGTERM and SIGINT arrive as a shutdown; halting from the hook makes the exit code 0 once drained.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.drain();
            server.close();
            stopped.countDown();
            Runtime.getRuntime().halt(0);
        }));
        System.out.println("listening on " + server.host() + ":" + server.port());
        System.out.flush();
        stopped.await();
        return 0;
    }
}
