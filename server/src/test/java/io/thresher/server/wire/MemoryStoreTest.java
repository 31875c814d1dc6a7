package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The memory store as users see it: never stale, off when told, and the first to give memory back. */
class MemoryStoreTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer(Map.of(
            "memory-store.min-scans",
            "1",
            "memory-store.max-bytes",
            "96MB",
            "memory.max-bytes",
            "192MB",
            "query.max-memory",
            "192MB"));

    @BeforeEach
    void nothingIsKept() throws SQLException {
        execute("CLEAR CACHE");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Has DuckDB write a Parquet file. */
    private static Path write(String name, String query) throws SQLException {
        Path file = SERVER.dataDir().resolve(name);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT PARQUET)");
        }
        return file;
    }

    /** A younger file is not kept. */
    private static void settle() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(150);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static long kept(String column, Path file) throws SQLException {
        return ((Number) SERVER.single("SELECT coalesce(sum(\"" + column
                        + "\"), 0) FROM system.cached_tables WHERE location LIKE '%" + file.getFileName() + "'"))
                .longValue();
    }

    @Test
    void aFileWrittenAnewWithTheSameSizeAndTimeIsNeverServedFromBefore() throws SQLException, IOException {
        String one = "SELECT 1 AS a, 'x' AS b FROM range(3000)";
        Path file = write("stale.parquet", one);
        FileTime time = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        String sql = "SELECT min(a) + max(a) FROM '" + file + "' WHERE b <> 'z'";
        long stored = 0;
        for (int version = 1; version <= 10; version++) {
            write("stale.parquet", one.replace("1 AS a", version % 2 + " AS a"));
            Files.setLastModifiedTime(file, time);
            assertThat(Files.size(file)).isEqualTo(size);
            if (version > 5) {
                settle();
            }
            for (int run = 0; run < 3; run++) {
                assertThat(((Number) SERVER.single(sql)).intValue()).isEqualTo(2 * (version % 2));
            }
            stored += kept("pieces", file);
        }
        assertThat(stored).as("it was kept at times").isPositive();
    }

    @Test
    void aTextFileThatIsKeptOnRequestIsNotServedFromBeforeEither() throws SQLException, IOException {
        Path file = Files.writeString(SERVER.dataDir().resolve("stale.csv"), "a\n1\n2\n");
        FileTime time = Files.getLastModifiedTime(file);
        execute("CACHE TABLE '" + file + "'");
        String sql = "SELECT sum(a) FROM '" + file + "'";
        assertThat(((Number) SERVER.single(sql)).intValue()).isEqualTo(3);
        assertThat(kept("uses", file)).isPositive();
        Files.writeString(file, "a\n3\n4\n");
        Files.setLastModifiedTime(file, time);
        assertThat(((Number) SERVER.single(sql)).intValue()).isEqualTo(7);
        Files.writeString(file, "a\n3\n4\n5\n");
        assertThat(((Number) SERVER.single(sql)).intValue()).isEqualTo(12);
    }

    @Test
    void turnedOffNothingIsReadFromItOrLeftInIt() throws SQLException {
        Path file = write("off.parquet", "SELECT i AS a FROM range(3000) AS r (i)");
        settle();
        String sql = "SELECT sum(a) FROM '" + file + "'";
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET \"memory-store\" = 'off'");
            for (int run = 0; run < 3; run++) {
                assertThat(((Number) WireServer.single(connection, sql)).longValue())
                        .isEqualTo(4_498_500);
            }
            assertThat(kept("pieces", file)).isZero();
            // Another session's queries keep it, this one's do not use it.
            SERVER.single(sql);
            long uses = kept("uses", file);
            assertThat(uses).isPositive();
            WireServer.single(connection, sql);
            assertThat(kept("uses", file)).isEqualTo(uses);
            statement.execute("SET \"memory-store\" = 'on'");
            WireServer.single(connection, sql);
            assertThat(kept("uses", file)).isGreaterThan(uses);
        }
    }

    @Test
    void theStoreShrinksBeforeAQueryLacksMemory() throws SQLException {
        // Random numbers, so that they are kept in 8 bytes each: 64 MB of the pool's 192.
        StringBuilder columns = new StringBuilder("SELECT i");
        StringBuilder condition = new StringBuilder();
        for (int c = 0; c < 8; c++) {
            columns.append(", hash(i + ").append(c).append(") // 2 AS c").append(c);
            condition.append(c == 0 ? " WHERE c0" : " + c" + c).append(" * 0.0");
        }
        Path file = write("pressure.parquet", columns + " FROM range(1000000) AS r (i)");
        settle();
        String sum = "SELECT count(*) FROM '" + file + "'" + condition + " = 0";
        Object right = SERVER.single(sum);
        for (int run = 0; run < 5; run++) {
            // Not all row groups are loaded at a time, as that takes memory, too.
            assertThat(SERVER.single(sum)).isEqualTo(right);
        }
        long bytes = kept("bytes", file);
        assertThat(bytes).isBetween(64_000_000L, 96_000_000L);
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            // So that the queries that need memory hold none of it themselves.
            statement.execute("SET \"memory-store\" = 'off'");
            long groups = 50_000;
            while (kept("bytes", file) == bytes) {
                assertThat(groups).isLessThanOrEqualTo(1_000_000);
                assertThat(((Number) WireServer.single(
                                        connection,
                                        "SELECT count(*) FROM (SELECT c0, c1, c2, c3, sum(i), max(c4) FROM '" + file
                                                + "' WHERE i < " + groups + " GROUP BY c0, c1, c2, c3) AS g"))
                                .longValue())
                        .isEqualTo(groups);
                groups += groups / 4;
            }
        }
        assertThat(kept("bytes", file)).isLessThan(bytes);
        assertThat(SERVER.single(sum)).isEqualTo(right);
    }
}
