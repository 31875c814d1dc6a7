package io.thresher.server.shell;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Prints one line a value, for rows too wide for a table. */
final class VerticalPrinter implements RowPrinter {
    @Override
    public long print(ResultSet rows, PrintWriter output) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        String[] labels = RowPrinter.labels(metaData);
        int width = 0;
        for (String label : labels) {
            width = Math.max(width, label.length());
        }
        long count = 0;
        while (rows.next()) {
            count++;
            output.println("-[ RECORD " + count + " ]-");
            for (int i = 0; i < labels.length; i++) {
                String value = CellText.of(rows, i + 1, metaData.getColumnType(i + 1));
                output.println(
                        labels[i] + " ".repeat(width - labels[i].length()) + " | " + (value == null ? "NULL" : value));
            }
        }
        return count;
    }
}
