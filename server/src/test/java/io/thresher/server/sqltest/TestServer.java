package io.thresher.server.sqltest;

import io.thresher.server.EngineServer;
import io.thresher.server.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A server in this process on a free port with an empty catalog, for the tests that go through JDBC. */
public final class TestServer implements AutoCloseable {
    private static final long LEAK_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EngineServer server;

    private TestServer(EngineServer server) {
        this.server = server;
    }

    /** Starts a server with an empty data folder under {@code target} that may read the roots. */
    public static TestServer start(List<Path> roots) {
        return start(roots, Map.of());
    }

    /** The same with options by key. */
    public static TestServer start(List<Path> roots, Map<String, String> options) {
        try {
            Path parent =
                    Files.createDirectories(Path.of("target", "test-server").toAbsolutePath());
            Path dataDir = Files.createTempDirectory(parent, "data");
            String allowed = roots.stream().map(Path::toString).collect(Collectors.joining(","));
            Map<String, String> all = new HashMap<>(options);
            all.putAll(Map.of("server.host", "127.0.0.1", "server.port", "0", "files.roots", allowed));
            return new TestServer(EngineServer.start(ServerConfig.of(null, dataDir, all)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC URL of the server. */
    public String url() {
        return server.jdbcUrl();
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** The bytes that queries hold now. */
    public long usedBytes() {
        return server.usedBytes();
    }

    /** The statements accepted and not ended. */
    public int runningQueries() {
        return server.runningQueries();
    }

    /** Fails when memory is still held although no query is open; a query that was cancelled may end a little later. */
    public void assertNothingLeaked() {
        long end = System.nanoTime() + LEAK_WAIT_NANOS;
        while (server.usedBytes() != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        if (server.usedBytes() != 0) {
            throw new AssertionError("Memory leaked by queries, in bytes: " + server.usedBytes());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
