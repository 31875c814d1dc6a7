package io.thresher.server.sqltest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Our own SQL test files: where they are, and the folders and schema that one of them runs in. */
final class SqlFiles {
    private SqlFiles() {}

    /** The {@code .slt} files in the folder, or the file itself, in order of their names. */
    static List<Path> under(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".slt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs one file in a schema of its own. {@code ${data}} is the folder of the small committed data files, {@code
     * ${work}} an empty folder under {@code target} for the files that setup records make.
     */
    static FileReport run(Path file, Connection connection, boolean duckdb) throws SQLException, IOException {
        Path absolute = file.toAbsolutePath();
        String schema = absolute.getParent().getFileName() + "_"
                + absolute.getFileName().toString().replace(".slt", "");
        Path work = Path.of("target", "sql", schema).toAbsolutePath();
        deleteRecursively(work);
        Files.createDirectories(work);
        Path data = Path.of("src", "test", "resources", "data").toAbsolutePath();
        try (Statement statement = connection.createStatement();
                Connection setup = DriverManager.getConnection("jdbc:duckdb:")) {
            if (duckdb) {
                statement.execute("SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
            }
            // A server that was started elsewhere may still hold the tables of an earlier run.
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            statement.execute("USE " + schema);
            SqlFileRunner runner = new SqlFileRunner(
                    duckdb ? ResultFormat.DUCKDB : ResultFormat.THRESHER,
                    duckdb ? new DuckDbTables(connection) : new JdbcTarget(connection),
                    new JdbcTarget(setup),
                    Map.of("data", data.toString(), "work", work.toString()));
            FileReport report = runner.run(file);
            if (Boolean.getBoolean("sql.regenerate")) {
                SqlFileWriter.rewrite(file, runner.actualLines());
            }
            return report;
        }
    }

    private static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
