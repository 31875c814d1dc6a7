package io.thresher.batch;

import org.jspecify.annotations.Nullable;

/**
 * Rows, columnar: columns of {@link #rowCount} rows each, and optionally a selection of the rows that count. A batch
 * handed to a consumer is lent: it and all it refers to are valid until the call returns, then its maker reuses it.
 * Whoever wants to keep rows copies them.
 */
public final class ColumnBatch {
    /** The most rows of a batch. */
    public static final int MAX_ROWS = 4096;

    private final Column[] columns;
    private int rowCount;
    private int @Nullable [] selection;
    private int selectedCount;

    /** Makes a batch over {@code columns}; the array is kept. All rows are selected. */
    public ColumnBatch(Column[] columns, int rowCount) {
        this.columns = columns;
        this.rowCount = rowCount;
        this.selectedCount = rowCount;
    }

    public int columnCount() {
        return columns.length;
    }

    public Column column(int index) {
        return columns[index];
    }

    /** The columns; not to be changed but by the batch's maker. */
    public Column[] columns() {
        return columns;
    }

    /** Rows that the columns hold, selected or not. */
    public int rowCount() {
        return rowCount;
    }

    /** The selected positions in ascending order, {@link #selectedCount} of them; null if every row is selected. */
    public int @Nullable [] selection() {
        return selection;
    }

    /** How many rows are selected. */
    public int selectedCount() {
        return selectedCount;
    }

    /** Position of the {@code index}-th selected row. */
    public int position(int index) {
        return selection == null ? index : selection[index];
    }

    /** For the maker: sets the number of rows, all selected. */
    public void setRowCount(int rowCount) {
        this.rowCount = rowCount;
        this.selection = null;
        this.selectedCount = rowCount;
    }

    /** For the maker: selects the first {@code count} entries of {@code positions}, which are kept, not copied. */
    public void setSelection(int @Nullable [] positions, int count) {
        this.selection = positions;
        this.selectedCount = count;
    }
}
