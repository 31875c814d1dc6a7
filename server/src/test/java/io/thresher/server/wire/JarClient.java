package io.thresher.server.wire;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;

/** A client that knows nothing but java.sql; prints ok. Run by DriverJarTest. */
final class JarClient {
    private JarClient() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[1].equals("by-name")) {
            Class.forName("io.thresher.jdbc.ThresherDriver");
        }
        for (String serialization : new String[] {"protobuf", "json"}) {
            try (Connection connection =
                    DriverManager.getConnection(arguments[0] + "?serialization=" + serialization)) {
                query(connection);
                parameters(connection);
                error(connection);
                try (ResultSet types = connection.getMetaData().getTypeInfo()) {
                    check(types.next(), "type info");
                }
            }
        }
        System.out.print("ok\n");
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT a, CAST(a AS DECIMAL(20, 2)) FROM (VALUES (1), (2), (3)) AS t (a) ORDER BY a")) {
            for (int i = 1; i <= 3; i++) {
                check(rows.next() && rows.getInt("a") == i, "row " + i);
                check(rows.getBigDecimal(2).equals(new BigDecimal(i + ".00")), "decimal " + i);
            }
            check(!rows.next(), "end");
        }
    }

    private static void parameters(Connection connection) throws SQLException {
        Timestamp moment = Timestamp.valueOf("2024-02-29 12:00:00.123456");
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT CAST(? AS TIMESTAMP), CAST(? AS VARCHAR)")) {
            statement.setTimestamp(1, moment);
            statement.setString(2, "x");
            try (ResultSet rows = statement.executeQuery()) {
                check(
                        rows.next()
                                && rows.getTimestamp(1).equals(moment)
                                && rows.getString(2).equals("x"),
                        "parameters");
            }
        }
    }

    private static void error(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELEC");
            throw new IllegalStateException("no error");
        } catch (SQLException e) {
            check("42601".equals(e.getSQLState()), "state " + e.getSQLState() + " " + e.getMessage());
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
