package io.thresher.server.tpch;

import io.thresher.server.sqltest.EngineUnderTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** Reads all of lineitem through JDBC, every value of every row, and prints rows per second and the memory of both sides. */
public final class FetchMain {
    private FetchMain() {}

    /** Arguments: JDBC URL or {@code embedded}, folder with the Parquet files. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws SQLException {
        Path data = Path.of(arguments[1]).toAbsolutePath();
        try (EngineUnderTest engine = EngineUnderTest.open(arguments[0], List.of(data));
                Connection connection = engine.connect();
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            long firstRow = 0;
            long rowCount = 0;
            long characters = 0;
            try (ResultSet rows = statement.executeQuery("SELECT * FROM '" + data.resolve("lineitem.parquet") + "'")) {
                int columnCount = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    if (rowCount++ == 0) {
                        firstRow = System.nanoTime();
                    }
                    for (int column = 1; column <= columnCount; column++) {
                        characters += String.valueOf(rows.getObject(column)).length();
                    }
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Runtime runtime = Runtime.getRuntime();
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d rows, %d characters in %.1f s: %.0f rows/s; first row after %.0f ms; client heap %d MB",
                    rowCount,
                    characters,
                    seconds,
                    rowCount / seconds,
                    (firstRow - start) / 1e6,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20));
            ServerProcess.named()
                    .ifPresent(server -> System.out.println("server peak " + (server.peakBytes() >> 20) + " MB"));
        }
    }
}
