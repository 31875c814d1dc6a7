package io.thresher.execution.kernel;

import io.thresher.batch.Column;
import io.thresher.batch.StringView;
import org.jspecify.annotations.Nullable;

/** A fixed set of values of any type for IN: a FLAT column of them and an open-addressed table at most half full. */
public final class ValueSet implements AutoCloseable {
    private final Column values;
    private final int[] slots;

    /** Makes a set of the first {@code count} values, none NULL, of a FLAT column, which it then owns. */
    public ValueSet(Column values, int count) {
        this.values = values;
        this.slots = new int[Integer.highestOneBit(Math.max(1, count) * 2) * 2];
        for (int i = 0; i < count; i++) {
            int slot = (int) Hash.ofRow(values, i) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i + 1;
        }
    }

    /** Keeps the rows of a FLAT column, none NULL, whose value is in the set, or with {@code negate} 1 is not. */
    public int select(Column column, int negate, int @Nullable [] selection, int count, int[] output) {
        return switch (column.physicalType()) {
            case VIEW -> selectViews(column.dataAddress(), negate, selection, count, output);
            case INT8, INT32, INT64, INT128, FLOAT64 -> selectAny(column, negate, selection, count, output);
        };
    }

    private int selectViews(long data, int negate, int @Nullable [] selection, int count, int[] output) {
        long set = values.dataAddress();
        int mask = slots.length - 1;
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long view = data + 16L * row;
            int slot = (int) Hash.ofView(view) & mask;
            while (slots[slot] != 0 && !StringView.equal(set + 16L * (slots[slot] - 1), view)) {
                slot = (slot + 1) & mask;
            }
            output[n] = row;
            n += (slots[slot] != 0 ? 1 : 0) ^ negate;
        }
        return n;
    }

    private int selectAny(Column column, int negate, int @Nullable [] selection, int count, int[] output) {
        int mask = slots.length - 1;
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            int slot = (int) Hash.ofRow(column, row) & mask;
            while (slots[slot] != 0 && !Compare.same(values, slots[slot] - 1, column, row)) {
                slot = (slot + 1) & mask;
            }
            output[n] = row;
            n += (slots[slot] != 0 ? 1 : 0) ^ negate;
        }
        return n;
    }

    @Override
    public void close() {
        values.close();
    }
}
