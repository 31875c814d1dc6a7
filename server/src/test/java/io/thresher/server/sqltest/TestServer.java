package io.thresher.server.sqltest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** A server in this process on a free port, for the tests that go through JDBC. */
public final class TestServer implements AutoCloseable {
    private final String url;

    private TestServer(String url) {
        this.url = url;
    }

    /** Starts a server with an empty data folder under {@code target} that may read the roots. */
    public static TestServer start(List<Path> roots) {
        // The engine's server class is being written; until it is there these tests are skipped.
        throw new TestAbortedException("No server to test yet");
    }

    /** The JDBC URL of the server. */
    public String url() {
        return url;
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Fails when a finished query still holds memory. */
    public void assertNothingLeaked() {}

    @Override
    public void close() {}
}
