package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code thresher warm-up}: runs statements that load what most commands need, for the launcher's archive of loaded classes.
 * Prints nothing; a statement that fails is left out.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final List<String> STATEMENTS = List.of(
            "SELECT 1",
            "SHOW TABLES",
            "SELECT a % 3 AS b, count(*), sum(a), avg(a), min(c), max(c) FROM (VALUES (1, 'x'), (2, 'y'), (3, 'z')) AS t (a, c)"
                    + " WHERE a > 0 AND c LIKE '%' GROUP BY 1 HAVING count(*) > 0 ORDER BY 2 DESC, 1 LIMIT 5",
            "SELECT x.a, y.b, upper(x.b) FROM (VALUES (1, 'x'), (2, 'y')) AS x (a, b)"
                    + " JOIN (VALUES (1, 2.5), (2, 3.5)) AS y (a, b) ON x.a = y.a ORDER BY x.a",
            "SELECT CAST('2024-01-31' AS DATE) + INTERVAL '1' DAY, CAST(1.5 AS DECIMAL(10, 2)), CURRENT_TIMESTAMP",
            "EXPLAIN SELECT 1");

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    @Override
    public Integer call() throws SQLException {
        try (EngineServer server = embedded.startEmbedded();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                PrintWriter nowhere = new PrintWriter(Writer.nullWriter())) {
            for (OutputFormat format : List.of(OutputFormat.TABLE, OutputFormat.CSV)) {
                STATEMENTS.forEach(sql -> run(connection, sql, format, nowhere));
            }
        }
        return 0;
    }

    private static void run(Connection connection, String sql, OutputFormat format, PrintWriter output) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            RowPrinter.of(format).print(rows, output);
        } catch (SQLException e) {
            // Less is loaded ahead then; whoever runs such a statement is told why it fails.
            return;
        }
    }
}
