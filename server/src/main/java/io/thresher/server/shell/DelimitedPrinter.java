package io.thresher.server.shell;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Prints CSV or TSV with a header line; NULL is an empty field, an empty string is {@code ""}. */
final class DelimitedPrinter implements RowPrinter {
    private final char delimiter;

    DelimitedPrinter(char delimiter) {
        this.delimiter = delimiter;
    }

    @Override
    public long print(ResultSet rows, PrintWriter output) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        String[] labels = RowPrinter.labels(metaData);
        int[] types = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            types[i] = metaData.getColumnType(i + 1);
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < labels.length; i++) {
            append(line, i, labels[i]);
        }
        output.println(line);
        long count = 0;
        while (rows.next()) {
            line.setLength(0);
            for (int i = 0; i < types.length; i++) {
                append(line, i, CellText.of(rows, i + 1, types[i]));
            }
            output.println(line);
            count++;
        }
        return count;
    }

    private void append(StringBuilder line, int column, @Nullable String value) {
        if (column > 0) {
            line.append(delimiter);
        }
        if (value == null) {
            return;
        }
        if (value.isEmpty() || needsQuotes(value)) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
    }

    private boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ';
    }
}
