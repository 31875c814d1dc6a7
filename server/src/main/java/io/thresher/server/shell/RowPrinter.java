package io.thresher.server.shell;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** Prints a result in one form. A printer is made for one result. */
interface RowPrinter {
    /** Prints the rows that are left and returns how many there were. Does not close the result. */
    long print(ResultSet rows, PrintWriter output) throws SQLException;

    /** The printer of a form. */
    static RowPrinter of(OutputFormat format) {
        return switch (format) {
            case TABLE -> new TablePrinter(TablePrinter.Style.BOXED);
            case MARKDOWN -> new TablePrinter(TablePrinter.Style.MARKDOWN);
            case CSV -> new DelimitedPrinter(',');
            case TSV -> new DelimitedPrinter('\t');
            case JSON -> new JsonPrinter();
            case VERTICAL -> new VerticalPrinter();
        };
    }

    /** The labels of a result's columns. */
    static String[] labels(ResultSetMetaData metaData) throws SQLException {
        String[] labels = new String[metaData.getColumnCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = metaData.getColumnLabel(i + 1);
        }
        return labels;
    }

    /** Which columns hold numbers, to be aligned right. */
    static boolean[] numeric(ResultSetMetaData metaData) throws SQLException {
        List<Integer> types = List.of(
                java.sql.Types.TINYINT,
                java.sql.Types.SMALLINT,
                java.sql.Types.INTEGER,
                java.sql.Types.BIGINT,
                java.sql.Types.DECIMAL,
                java.sql.Types.REAL,
                java.sql.Types.DOUBLE);
        boolean[] numeric = new boolean[metaData.getColumnCount()];
        for (int i = 0; i < numeric.length; i++) {
            numeric[i] = types.contains(metaData.getColumnType(i + 1));
        }
        return numeric;
    }
}
