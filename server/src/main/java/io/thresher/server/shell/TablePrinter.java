package io.thresher.server.shell;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints aligned columns, numbers to the right. Widths come from the first rows; later rows that are wider stick out, so that
 * a long result needs no memory.
 */
final class TablePrinter implements RowPrinter {
    private static final int MEASURED_ROWS = 10_000;

    private final Style style;

    TablePrinter(Style style) {
        this.style = style;
    }

    /** How the lines between columns look. */
    enum Style {
        BOXED,
        MARKDOWN
    }

    @Override
    public long print(ResultSet rows, PrintWriter output) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        String[] labels = RowPrinter.labels(metaData);
        boolean[] numeric = RowPrinter.numeric(metaData);
        int[] types = new int[labels.length];
        int[] widths = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            types[i] = metaData.getColumnType(i + 1);
            widths[i] = Math.max(3, displayWidth(labels[i]));
        }
        List<String[]> measured = new ArrayList<>();
        while (measured.size() < MEASURED_ROWS && rows.next()) {
            String[] row = row(rows, types);
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], displayWidth(row[i]));
            }
            measured.add(row);
        }
        printLine(labels, widths, new boolean[labels.length], output);
        printRule(widths, numeric, output);
        for (String[] row : measured) {
            printLine(row, widths, numeric, output);
        }
        long count = measured.size();
        while (count >= MEASURED_ROWS && rows.next()) {
            printLine(row(rows, types), widths, numeric, output);
            count++;
        }
        return count;
    }

    private String[] row(ResultSet rows, int[] types) throws SQLException {
        String[] row = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            row[i] = cell(CellText.of(rows, i + 1, types[i]));
        }
        return row;
    }

    private String cell(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        StringBuilder safe = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                safe.append("\\n");
            } else if (c == '\r') {
                safe.append("\\r");
            } else if (c == '\t') {
                safe.append("\\t");
            } else if (Character.isISOControl(c)) {
                safe.append('\uFFFD');
            } else if (c == '|' && style == Style.MARKDOWN) {
                safe.append("\\|");
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private void printLine(String[] cells, int[] widths, boolean[] right, PrintWriter output) {
        StringBuilder line = new StringBuilder(style == Style.MARKDOWN ? "|" : "");
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append('|');
            }
            String padding = " ".repeat(Math.max(0, widths[i] - displayWidth(cells[i])));
            line.append(' ').append(right[i] ? padding : "").append(cells[i]);
            line.append(right[i] ? "" : padding).append(' ');
        }
        output.println(
                style == Style.MARKDOWN ? line.append('|') : line.toString().stripTrailing());
    }

    private void printRule(int[] widths, boolean[] right, PrintWriter output) {
        StringBuilder line = new StringBuilder(style == Style.MARKDOWN ? "|" : "");
        for (int i = 0; i < widths.length; i++) {
            if (i > 0) {
                line.append(style == Style.MARKDOWN ? '|' : '+');
            }
            if (style == Style.MARKDOWN) {
                line.append(' ')
                        .append("-".repeat(widths[i] - 1))
                        .append(right[i] ? ":" : "-")
                        .append(' ');
            } else {
                line.append("-".repeat(widths[i] + 2));
            }
        }
        output.println(style == Style.MARKDOWN ? line.append('|') : line);
    }

    /** Columns on a terminal: one a code point, two for the wide East Asian ranges, none for combining marks. */
    static int displayWidth(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += Math.max(0, org.jline.utils.WCWidth.wcwidth(c));
        }
        return width;
    }
}
