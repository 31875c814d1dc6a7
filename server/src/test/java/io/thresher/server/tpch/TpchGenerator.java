package io.thresher.server.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Runs dbgen in a process of its own and writes one plain Parquet file per TPC-H table, and its own answers.
 *
 * <p>Only JDBC and the JDK are used here, because {@link TpchData} starts this class with nothing but these classes and
 * the old DuckDB jar on the class path: two DuckDB libraries cannot live in one process.
 */
final class TpchGenerator {
    /** The eight TPC-H tables, small ones first. */
    static final List<String> TABLES =
            List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    private TpchGenerator() {}

    /** Arguments: scale factor, then the folder to write to. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String scale = arguments[0];
        String folder = arguments[1];
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CALL dbgen(sf=" + scale + ")");
            for (String table : TABLES) {
                statement.execute(String.format(
                        Locale.ROOT, "COPY %s TO '%s/%s.parquet' (FORMAT PARQUET)", table, folder, table));
            }
            writeAnswers(statement, scale, Path.of(folder));
        }
    }

    /** The answers that come with this dbgen, for the three scales that it has them for. */
    private static void writeAnswers(Statement statement, String scale, Path folder) throws SQLException, IOException {
        String sql = "SELECT query_nr, answer FROM tpch_answers() WHERE scale_factor = " + scale;
        Path answers = Files.createDirectories(folder.resolve("answers"));
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String name = String.format(Locale.ROOT, "q%02d.csv", rows.getInt(1));
                Files.writeString(answers.resolve(name), rows.getString(2));
            }
        }
    }
}
