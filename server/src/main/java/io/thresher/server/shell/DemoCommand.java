package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code thresher demo}: a walk through scan, GROUP BY and join on a small data set. */
@Command(name = "demo", description = "Shows what Thresher does on a small data set.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String SCAN = """
            SELECT l_orderkey, l_extendedprice, l_shipdate, l_comment
            FROM '%s'
            WHERE l_shipdate >= DATE '1998-11-01' AND l_quantity > 45
            ORDER BY l_extendedprice DESC
            LIMIT 5""";
    private static final String GROUP_BY = """
            SELECT l_returnflag, l_linestatus, count(*) AS lines, sum(l_quantity) AS quantity, avg(l_discount) AS discount
            FROM demo.lineitem
            WHERE l_shipdate <= DATE '1998-09-02'
            GROUP BY l_returnflag, l_linestatus
            ORDER BY l_returnflag, l_linestatus""";
    private static final String JOIN = """
            SELECT c_mktsegment, count(DISTINCT o_orderkey) AS orders, sum(l_extendedprice * (1 - l_discount)) AS revenue
            FROM demo.customer
            JOIN demo.orders ON o_custkey = c_custkey
            JOIN demo.lineitem ON l_orderkey = o_orderkey
            WHERE o_orderdate >= DATE '1995-01-01' AND o_orderdate < DATE '1996-01-01'
            GROUP BY c_mktsegment
            ORDER BY revenue DESC""";

    @Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    private final PrintWriter output =
            new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);

    @Override
    public Integer call() throws IOException, SQLException {
        DemoData data = new DemoData(embedded.dataFolder().toAbsolutePath().resolve("demo"));
        long rows = data.generate();
        Path folder = data.file(TpchTable.LINE_ITEM).getParent();
        say(
                rows > 0
                        ? "Made three tables of TPC-H, " + rows + " rows, in " + folder
                        : "Three tables of TPC-H are in " + folder);
        try (EngineServer server = embedded.startEmbedded();
                Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            say("Connected by JDBC to " + server.host() + ":" + server.port());
            makeTables(connection, data);
            String file = data.file(TpchTable.LINE_ITEM).toString().replace("'", "''");
            show(
                    connection,
                    "1. A scan: a file is a table wherever a table can stand",
                    String.format(Locale.ROOT, SCAN, file));
            show(connection, "2. GROUP BY, on a table of the catalog", GROUP_BY);
            show(connection, "3. Two joins; how each was done was decided while it ran", JOIN);
            say("\nThat was the demo. Try: ./thresher shell, then SHOW TABLES FROM demo;");
        } finally {
            output.flush();
        }
        return 0;
    }

    private static void makeTables(Connection connection, DemoData data) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS demo");
            for (TpchTable<?> table : DemoData.TABLES) {
                statement.execute(
                        "CREATE OR REPLACE EXTERNAL TABLE demo." + table.getTableName() + " STORED AS CSV LOCATION '"
                                + data.file(table).toString().replace("'", "''")
                                + "' TBLPROPERTIES ('delimiter' = '|', 'header' = 'true')");
            }
        }
    }

    private void show(Connection connection, String title, String sql) throws SQLException {
        say("\n" + title + "\n" + "-".repeat(title.length()) + "\n" + sql + ";\n");
        try (Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            try (ResultSet rows = statement.executeQuery(sql)) {
                RowPrinter.of(OutputFormat.TABLE).print(rows, output);
            }
            say(String.format(
                    Locale.ROOT, "%.0f ms%n%nIts plan, and what each step did:%n", (System.nanoTime() - start) / 1e6));
            try (ResultSet plan = statement.executeQuery("EXPLAIN ANALYZE " + sql)) {
                while (plan.next()) {
                    say("  " + plan.getString(1));
                }
            }
        }
    }

    private void say(String text) {
        output.println(text);
        output.flush();
    }
}
