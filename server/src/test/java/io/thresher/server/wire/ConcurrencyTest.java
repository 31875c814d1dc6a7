package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many clients at a time, each sure of its own answers. */
@Timeout(300)
class ConcurrencyTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final int CLIENTS = 64;
    private static final int STATEMENTS = 12;

    @Test
    void sixtyFourClientsWithMixedStatements() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(seed + client);
                clients.add(threads.submit(() -> {
                    try (Connection connection =
                            SERVER.connect(random.nextBoolean() ? "serialization=json" : "serialization=protobuf")) {
                        for (int i = 0; i < STATEMENTS; i++) {
                            oneStatement(connection, random);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        SERVER.assertNothingLeaked();
    }

    private static void oneStatement(Connection connection, Random random) throws SQLException {
        int number = random.nextInt(1_000_000);
        switch (random.nextInt(6)) {
            case 0 ->
                assertThat(WireServer.single(connection, "SELECT " + number)).isEqualTo(number);
            case 1 -> parameter(connection, number);
            case 2 -> {
                try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
                    assertThat(tables.getMetaData().getColumnCount()).isEqualTo(10);
                }
            }
            case 3 -> failure(connection);
            case 4 -> halfRead(connection, number);
            default -> grouped(connection, number % 1000 + 1);
        }
    }

    private static void parameter(Connection connection, int number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS INTEGER) + 1")) {
            statement.setInt(1, number);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(number + 1);
            }
        }
    }

    private static void failure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT nope");
            throw new AssertionError("No error");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("42703");
        }
    }

    private static void halfRead(Connection connection, int number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(50);
            ResultSet rows = statement.executeQuery(
                    "SELECT a + " + number + " FROM (" + WireServer.numbers(500) + ") AS t (a) ORDER BY 1");
            for (int i = 1; i <= 120; i++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(number + i);
            }
        }
    }

    private static void grouped(Connection connection, int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT a % 2, count(*), sum(a) FROM ("
                        + WireServer.numbers(count) + ") AS t (a) GROUP BY 1")) {
            long total = 0;
            while (rows.next()) {
                total += rows.getLong(3);
            }
            assertThat(total).isEqualTo((long) count * (count + 1) / 2);
        }
    }
}
