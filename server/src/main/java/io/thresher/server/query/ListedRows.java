package io.thresher.server.query;

import io.thresher.execution.plan.Field;
import java.util.List;

/** Rows that are all there, such as those of SHOW. */
final class ListedRows implements ResultRows {
    /** What a command answers: no columns, no rows. */
    static final ListedRows NONE = new ListedRows(List.of(), List.of());

    private final List<Field> fields;
    private final List<Object[]> rows;
    private int position;

    ListedRows(List<Field> fields, List<Object[]> rows) {
        this.fields = List.copyOf(fields);
        this.rows = List.copyOf(rows);
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public boolean fetch(int maxRows, List<Object> target) {
        int end = Math.min(rows.size(), position + maxRows);
        target.addAll(rows.subList(position, end));
        position = end;
        return position < rows.size();
    }

    @Override
    public boolean isColumnar() {
        return false;
    }

    @Override
    public boolean fetchFrame(int maxRows, RowFrame frame) {
        throw new IllegalStateException("Rows are listed, not columnar");
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public double progress() {
        return 1;
    }

    @Override
    public void close() {}
}
