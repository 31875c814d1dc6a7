package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.Parameter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends everything to one JDBC connection. */
public final class JdbcTarget implements StatementTarget {
    private static final String DRIVER_PREFIX = "Remote driver error: ";

    private final Connection connection;

    public JdbcTarget(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void execute(String sql, List<Parameter> parameters) throws SQLException {
        if (!parameters.isEmpty()) {
            query(sql, parameters);
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet results = statement.getResultSet()) {
                    ResultValues.readAll(results);
                }
            }
        }
    }

    @Override
    public List<List<@Nullable Object>> query(String sql, List<Parameter> parameters) throws SQLException {
        if (parameters.isEmpty()) {
            try (Statement statement = connection.createStatement();
                    ResultSet results = statement.executeQuery(sql)) {
                return ResultValues.readAll(results);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                bind(statement, i + 1, parameters.get(i));
            }
            try (ResultSet results = statement.executeQuery()) {
                return ResultValues.readAll(results);
            }
        }
    }

    /** The engine's own message: Avatica's driver puts the statement's text before it, which would fit any pattern. */
    public static String plainMessage(SQLException error) {
        String message = String.valueOf(error.getMessage());
        int engines = message.lastIndexOf(DRIVER_PREFIX);
        return engines < 0 ? message : message.substring(engines + DRIVER_PREFIX.length());
    }

    private static void bind(PreparedStatement statement, int index, Parameter parameter) throws SQLException {
        String text = parameter.text();
        switch (parameter.type()) {
            case "int" -> statement.setInt(index, Integer.parseInt(text));
            case "long" -> statement.setLong(index, Long.parseLong(text));
            case "decimal" -> statement.setBigDecimal(index, new BigDecimal(text));
            case "double" -> statement.setDouble(index, Double.parseDouble(text));
            case "text" -> statement.setString(index, text);
            case "boolean" -> statement.setBoolean(index, Boolean.parseBoolean(text));
            case "date" -> statement.setDate(index, Date.valueOf(text));
            case "timestamp" -> statement.setTimestamp(index, Timestamp.valueOf(text));
            case "null" -> statement.setNull(index, Types.NULL);
            default -> throw new IllegalStateException("Unknown parameter type: " + parameter.type());
        }
    }
}
