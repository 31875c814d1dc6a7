package io.thresher.server.sqltest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a main class of these tests runs against: any JDBC URL, or {@code embedded} for a server in this process. */
public final class EngineUnderTest implements AutoCloseable {
    private static final String EMBEDDED = "embedded";

    private final String url;
    private final @Nullable TestServer server;

    private EngineUnderTest(String url, @Nullable TestServer server) {
        this.url = url;
        this.server = server;
    }

    /** The roots are what an embedded server may read; a running server has its own. */
    public static EngineUnderTest open(String urlOrEmbedded, List<Path> roots) {
        if (!urlOrEmbedded.equals(EMBEDDED)) {
            return new EngineUnderTest(urlOrEmbedded, null);
        }
        TestServer server = TestServer.start(roots);
        return new EngineUnderTest(server.url(), server);
    }

    /** Whether this is DuckDB itself, which the tools are tried out with. */
    public boolean isDuckDb() {
        return url.startsWith("jdbc:duckdb:");
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
