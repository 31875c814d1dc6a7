package io.thresher.server.benchmark.worker;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An engine behind a JDBC URL. */
public final class JdbcTarget implements StatementTarget {
    private final Connection connection;
    private final String tableSql;

    /**
     * Connects. {@code tableSql} makes a table of a file, with two {@code %s} for name and path; empty where the tables are there
     * already.
     */
    public JdbcTarget(String url, String tableSql) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        this.tableSql = tableSql;
    }

    @Override
    public String version() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
    }

    @Override
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void makeTable(String name, String path) throws SQLException {
        if (!tableSql.isEmpty()) {
            execute(String.format(Locale.ROOT, tableSql, name, path.replace("'", "''")));
        }
    }

    @Override
    public Outcome run(String sql, boolean digested) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columnCount = rows.getMetaData().getColumnCount();
            AnswerDigest digest = digested ? new AnswerDigest(columnCount) : null;
            @Nullable Object[] row = new @Nullable Object[columnCount];
            while (rows.next()) {
                for (int i = 0; i < columnCount; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                if (digest != null) {
                    digest.add(row);
                }
            }
            return new Outcome(System.nanoTime() - start, digest == null ? null : digest.answer(), null);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
