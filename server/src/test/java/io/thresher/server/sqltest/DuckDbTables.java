package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets DuckDB run our own files: an external table becomes a view over its file, which is all that they need. */
final class DuckDbTables implements StatementTarget {
    private static final Pattern EXTERNAL_TABLE = Pattern.compile(
            "(?is)CREATE\\s+(OR\\s+REPLACE\\s+)?EXTERNAL\\s+TABLE\\s+(IF\\s+NOT\\s+EXISTS\\s+)?([\\w.\"]+)\\s.*?"
                    + "STORED\\s+AS\\s+(\\w+)\\s+LOCATION\\s+'([^']+)'.*");

    private final JdbcTarget duckdb;

    DuckDbTables(Connection connection) {
        this.duckdb = new JdbcTarget(connection);
    }

    @Override
    public void execute(String sql, List<Parameter> parameters) throws SQLException {
        Matcher external = EXTERNAL_TABLE.matcher(sql);
        if (external.matches()) {
            String reader = switch (external.group(4).toUpperCase(java.util.Locale.ROOT)) {
                case "CSV" -> "read_csv";
                case "JSON" -> "read_json";
                default -> "read_parquet";
            };
            duckdb.execute(
                    "CREATE OR REPLACE VIEW " + external.group(3) + " AS SELECT * FROM " + reader + "('"
                            + external.group(5) + "')",
                    List.of());
            return;
        }
        duckdb.execute(sql.replaceFirst("(?i)^DROP TABLE", "DROP VIEW"), parameters);
    }

    @Override
    public List<List<@Nullable Object>> query(String sql, List<Parameter> parameters) throws SQLException {
        return duckdb.query(sql, parameters);
    }
}
