package io.thresher.server.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells in columns: the first to the left, the others to the right; columns of one group stand under its name. */
final class TextGrid {
    private static final String BETWEEN_COLUMNS = "  ";
    private static final String BETWEEN_GROUPS = " | ";

    private final List<String> groups = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    void addColumn(String group, String title) {
        groups.add(group);
        titles.add(title);
    }

    void addRow(List<String> cells) {
        rows.add(cells);
    }

    /** Two lines of header, a rule, and the rows. */
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(groupLine(widths));
        lines.add(line(titles, widths));
        lines.add("-".repeat(lines.get(1).length()));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = titles.get(i).length();
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private boolean beginsGroup(int column) {
        return column > 0 && !groups.get(column).equals(groups.get(column - 1));
    }

    private String groupLine(int[] widths) {
        StringBuilder line = new StringBuilder();
        int position = widths[0];
        for (int i = 1; i < widths.length; i++) {
            if (beginsGroup(i)) {
                line.append(" ".repeat(Math.max(0, position - line.length())))
                        .append(BETWEEN_GROUPS)
                        .append(groups.get(i));
            }
            position += widths[i] + (beginsGroup(i) ? BETWEEN_GROUPS : BETWEEN_COLUMNS).length();
        }
        return line.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(cells.get(0));
        line.append(" ".repeat(widths[0] - line.length()));
        for (int i = 1; i < widths.length; i++) {
            line.append(beginsGroup(i) ? BETWEEN_GROUPS : BETWEEN_COLUMNS)
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(cells.get(i));
        }
        return line.toString();
    }
}
