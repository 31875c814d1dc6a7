package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cancel, time-out, closed and lost clients stop the work itself, and soon. */
@Timeout(120)
class CancelTest {
    /** What a quiet machine keeps easily; a busy one gets more. */
    private static final Duration SOON = Duration.ofMillis(2000);

    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    private static CompletableFuture<SQLException> failing(Statement statement, String sql) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        while (rows.next()) {
                            rows.getObject(1);
                        }
                        throw new AssertionError("Not stopped");
                    } catch (SQLException e) {
                        return e;
                    }
                },
                THREADS);
    }

    private static void awaitRunning() {
        LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
    }

    private static SQLException within(CompletableFuture<SQLException> failure, Duration limit)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        SQLException thrown = failure.get();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("stopped after " + taken.toMillis() + " ms");
        assertThat(taken).isLessThan(limit);
        return thrown;
    }

    @Test
    void cancelFromAnotherThreadStopsTheQuery() throws Exception {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 3; round++) {
                CompletableFuture<SQLException> failure = failing(statement, WireServer.ENDLESS);
                awaitRunning();
                statement.cancel();
                assertThat(within(failure, SOON).getSQLState()).isEqualTo("57014");
                SERVER.assertNothingLeaked();
                try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                    assertThat(rows.next()).isTrue();
                }
            }
        }
    }

    @Test
    void cancelOfAPreparedStatement() throws Exception {
        try (Connection connection = SERVER.connect();
                PreparedStatement statement = connection.prepareStatement(WireServer.ENDLESS)) {
            CompletableFuture<SQLException> failure = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            statement.executeQuery();
                            throw new AssertionError("Not stopped");
                        } catch (SQLException e) {
                            return e;
                        }
                    },
                    THREADS);
            awaitRunning();
            statement.cancel();
            assertThat(within(failure, SOON).getSQLState()).isEqualTo("57014");
        }
    }

    @Test
    void cancelBetweenFetchesEndsTheResult() throws Exception {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(100);
            try (ResultSet rows = statement.executeQuery(hugeResult())) {
                assertThat(rows.next()).isTrue();
                statement.cancel();
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> {
                            while (rows.next()) {
                                rows.getInt(1);
                            }
                        })
                        .matches(e -> e.getSQLState().equals("57014"));
            }
        }
    }

    @Test
    void queryTimeoutStopsTheQuery() throws Exception {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThat(statement.getQueryTimeout()).isEqualTo(1);
            long start = System.nanoTime();
            assertThatExceptionOfType(SQLTimeoutException.class)
                    .isThrownBy(() -> statement.executeQuery(WireServer.ENDLESS))
                    .matches(e -> e.getSQLState().equals("57014"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), SOON.plusSeconds(1));
            statement.setQueryTimeout(0);
            try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void theSessionsTimeoutStopsTheQuery() throws Exception {
        try (Connection connection = SERVER.connect("query.timeout=500ms");
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeQuery(WireServer.ENDLESS))
                    .matches(e -> e.getSQLState().equals("57014"));
        }
    }

    @Test
    void closingTheConnectionStopsItsQueries() throws Exception {
        Connection connection = SERVER.connect();
        Statement statement = connection.createStatement();
        CompletableFuture<SQLException> failure = failing(statement, WireServer.ENDLESS);
        awaitRunning();
        connection.close();
        within(failure, SOON);
        SERVER.assertNothingLeaked();
    }

    @Test
    void closingAResultHalfReadFreesIt() throws Exception {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(hugeResult());
            assertThat(rows.next()).isTrue();
            statement.close();
            SERVER.assertNothingLeaked();
        }
    }

    @Test
    void aClientThatVanishesFreesWhatItHeld() throws Exception {
        Connection connection = SERVER.connect();
        ResultSet rows = connection.createStatement().executeQuery(hugeResult());
        assertThat(rows.next()).isTrue();
        CompletableFuture<SQLException> failure = failing(connection.createStatement(), WireServer.ENDLESS);
        awaitRunning();
        // Cuts the sockets without a word to the server, as a killed process does.
        connection.abort(Runnable::run);
        assertThat(failure.get(20, TimeUnit.SECONDS).getSQLState()).isEqualTo("08006");
        SERVER.assertNothingLeaked();
    }

    /** 10^9 rows. */
    private static String hugeResult() {
        String numbers = WireServer.numbers(1000);
        return "SELECT a.i, b.i, c.i FROM (" + numbers + ") AS a (i) CROSS JOIN (" + numbers + ") AS b (i) CROSS JOIN ("
                + numbers + ") AS c (i)";
    }

    @Test
    void aHugeResultReadSlowlyDoesNotFillTheServer() throws Exception {
        try (Connection connection = SERVER.connect("query.max-memory=64MB");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(hugeResult())) {
            long most = 0;
            for (int i = 0; i < 200_000; i++) {
                assertThat(rows.next()).isTrue();
                if (i % 10_000 == 0) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                    most = Math.max(most, SERVER.usedBytes());
                }
            }
            assertThat(most).isLessThan(64L << 20);
        }
    }
}
