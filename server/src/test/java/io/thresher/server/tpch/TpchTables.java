package io.thresher.server.tpch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Registers the eight files with an engine. */
final class TpchTables {
    private TpchTables() {}

    /** External tables in the connection's current schema. */
    static void register(Connection connection, Path folder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TpchData.tables()) {
                statement.execute("CREATE OR REPLACE EXTERNAL TABLE " + table + " STORED AS PARQUET LOCATION '"
                        + folder.resolve(table + ".parquet") + "'");
            }
        }
    }

    /** A DuckDB in process with two threads and a view per file; the caller closes it. */
    static Connection duckDb(Path folder) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '8GB'");
            for (String table : TpchData.tables()) {
                statement.execute(
                        "CREATE VIEW " + table + " AS SELECT * FROM '" + folder.resolve(table + ".parquet") + "'");
            }
        }
        return connection;
    }
}
