package io.thresher.server.wire;

import io.thresher.server.sqltest.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for one test class; after each test no query may hold memory. */
final class WireServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** A query that would run for hours: 10^12 pairs that none passes. */
    static final String ENDLESS = "SELECT count(*) FROM (" + numbers(1000) + ") AS a (i) CROSS JOIN (" + numbers(1000)
            + ") AS b (i) CROSS JOIN (" + numbers(1000) + ") AS c (i) CROSS JOIN (" + numbers(1000)
            + ") AS d (i) WHERE sin(a.i + b.i + c.i + d.i) > 2";

    private final Map<String, String> options;
    private TestServer server;
    private Path dataDir;

    WireServer() {
        this(Map.of());
    }

    /** A server with options by key. */
    WireServer(Map<String, String> options) {
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        dataDir = Files.createDirectories(Path.of("target", "wire-test").toAbsolutePath());
        server = TestServer.start(List.of(dataDir), options);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.assertNothingLeaked();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    String url() {
        return server.url();
    }

    /** A folder that SQL may read. */
    Path dataDir() {
        return dataDir;
    }

    long usedBytes() {
        return server.usedBytes();
    }

    int runningQueries() {
        return server.runningQueries();
    }

    int port() {
        String url = server.url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    void assertNothingLeaked() {
        server.assertNothingLeaked();
    }

    Connection connect() throws SQLException {
        return server.connect();
    }

    /** A connection with settings in its URL, such as {@code serialization=json}. */
    Connection connect(String settings) throws SQLException {
        return DriverManager.getConnection(server.url() + "?" + settings);
    }

    /** The first column of a query's only row. */
    Object single(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return single(connection, sql);
        }
    }

    static Object single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    /** A VALUES list of the numbers from 1 to {@code count}. */
    static String numbers(int count) {
        StringBuilder values = new StringBuilder("VALUES (1)");
        for (int i = 2; i <= count; i++) {
            values.append(", (").append(i).append(')');
        }
        return values.toString();
    }
}
