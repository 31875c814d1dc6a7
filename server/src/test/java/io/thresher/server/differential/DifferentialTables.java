package io.thresher.server.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The tables of generated queries: every type, NULLs, duplicates, an empty one, one of NULLs only, one over several row
 * groups and batches, one in CSV. All have the same columns.
 */
final class DifferentialTables {
    /** Column names and the kind of their values, in order. */
    static final Map<String, SqlType> COLUMNS = columns();

    private static final String DEFINITION = "id INTEGER, n INTEGER, g SMALLINT, b BIGINT, m DECIMAL(10,2),"
            + " h DECIMAL(30,6), f DOUBLE, v VARCHAR, w VARCHAR, d DATE, t TIMESTAMP, o BOOLEAN, r REAL, c TIME";

    private static final Map<String, Integer> ROWS = rows();
    private static final String[] WORDS = {
        "",
        "a",
        "ab",
        "abc",
        "Abc",
        "b",
        "é",
        "naïve",
        "zz",
        " a ",
        "%x_",
        "longer than twelve",
        "longer than another",
        "日本語",
        "🎉 é"
    };

    private DifferentialTables() {}

    private static Map<String, SqlType> columns() {
        Map<String, SqlType> columns = new LinkedHashMap<>();
        columns.put("id", SqlType.INTEGER);
        columns.put("n", SqlType.INTEGER);
        columns.put("g", SqlType.INTEGER);
        columns.put("b", SqlType.INTEGER);
        columns.put("m", SqlType.DECIMAL);
        columns.put("h", SqlType.DECIMAL);
        columns.put("f", SqlType.DOUBLE);
        columns.put("v", SqlType.TEXT);
        columns.put("w", SqlType.TEXT);
        columns.put("d", SqlType.DATE);
        columns.put("t", SqlType.TIMESTAMP);
        columns.put("o", SqlType.BOOLEAN);
        columns.put("r", SqlType.DOUBLE);
        columns.put("c", SqlType.TIME);
        return columns;
    }

    private static Map<String, Integer> rows() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("small", 25);
        rows.put("medium", 180);
        rows.put("other", 60);
        rows.put("hollow", 3);
        rows.put("nothing", 0);
        rows.put("large", 9000);
        return rows;
    }

    /** A DuckDB in process with all tables and PostgreSQL's order of NULLs; the caller closes it. */
    static Connection duckDb(long seed) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET default_null_order = 'nulls_last_on_asc_first_on_desc'");
            Random random = new Random(seed);
            for (Map.Entry<String, Integer> table : ROWS.entrySet()) {
                statement.execute("CREATE TABLE " + table.getKey() + " (" + DEFINITION + ")");
                insert(statement, table.getKey(), table.getValue(), random);
            }
        }
        return connection;
    }

    /** Writes the tables to files and registers them with the engine, {@code other} as CSV, the rest as Parquet. */
    static void register(Connection duckdb, Connection engine, Path folder) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (Statement write = duckdb.createStatement();
                Statement define = engine.createStatement()) {
            for (String table : ROWS.keySet()) {
                boolean csv = table.equals("other");
                Path file = folder.resolve(table + (csv ? ".csv" : ".parquet"));
                write.execute("COPY " + table + " TO '" + file + "' "
                        + (csv ? "(FORMAT CSV, HEADER)" : "(FORMAT PARQUET, ROW_GROUP_SIZE 2048)"));
                define.execute("CREATE OR REPLACE EXTERNAL TABLE " + table + (csv ? " (" + DEFINITION + ")" : "")
                        + " STORED AS " + (csv ? "CSV" : "PARQUET") + " LOCATION '" + file + "'"
                        + (csv ? " TBLPROPERTIES ('header'='true')" : ""));
            }
        }
    }

    static List<String> names() {
        return List.copyOf(ROWS.keySet());
    }

    private static void insert(Statement statement, String table, int rowCount, Random random) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int id = 1; id <= rowCount; id++) {
            rows.append(rows.length() == 0 ? "" : ", ").append(row(id, table.equals("hollow"), random));
            if (id == rowCount || id % 500 == 0) {
                statement.execute("INSERT INTO " + table + " VALUES " + rows);
                rows.setLength(0);
            }
        }
    }

    private static String row(int id, boolean onlyNulls, Random random) {
        String[] values = {
            Integer.toString(id),
            Integer.toString(random.nextInt(11) - 5),
            Integer.toString(random.nextInt(5)),
            Long.toString(random.nextInt(2_000_000) - 1_000_000L),
            (random.nextInt(20_000) - 10_000) / 100 + "." + (10 + random.nextInt(90)),
            random.nextInt(1_000_000) + "00000." + (100_000 + random.nextInt(900_000)),
            Double.toString((random.nextInt(400) - 200) / 4.0),
            "'" + WORDS[random.nextInt(WORDS.length)] + "'",
            "'" + WORDS[random.nextInt(WORDS.length)] + " " + random.nextInt(40) + "'",
            "DATE '2020-01-01' + " + (random.nextInt(800) - 200),
            "TIMESTAMP '2020-01-01 00:00:00' + to_seconds(" + random.nextInt(70_000_000) + ")",
            random.nextBoolean() ? "true" : "false",
            Double.toString((random.nextInt(400) - 200) / 4.0),
            "TIME '00:00:00' + to_seconds(" + random.nextInt(86_400) + ")",
        };
        for (int i = 1; i < values.length; i++) {
            if (onlyNulls || random.nextInt(8) == 0) {
                values[i] = "NULL";
            }
        }
        return "(" + String.join(", ", values) + ")";
    }
}
