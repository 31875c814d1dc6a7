package io.thresher.execution.sort;

import io.thresher.batch.StringView;
import io.thresher.memory.RawMemory;

/** Orders entries as their rows are ordered, looking at the rows where prefixes of text do not tell. Thread-safe. */
final class EntryComparator {
    private final int words;
    private final SortKeyLayout.Part[] textParts;
    private final SortedRows rows;

    EntryComparator(SortKeyLayout layout, SortedRows rows) {
        this.words = layout.words();
        this.textParts = layout.textParts().toArray(SortKeyLayout.Part[]::new);
        this.rows = rows;
    }

    /** Orders the rows of two entries, by address: negative, zero or positive. */
    int compare(long left, long right) {
        int order = 0;
        int equalBytes = words << 3;
        for (int word = 0; word < words; word++) {
            long l = RawMemory.getLong(left + 8L * word);
            long r = RawMemory.getLong(right + 8L * word);
            if (l != r) {
                order = Long.compareUnsigned(l, r);
                equalBytes = (word << 3) + (Long.numberOfLeadingZeros(l ^ r) >>> 3);
                break;
            }
        }
        for (SortKeyLayout.Part part : textParts) {
            if (part.end() > equalBytes) {
                break;
            }
            int textOrder = compareText(part, left, right);
            if (textOrder != 0) {
                return textOrder;
            }
        }
        return order;
    }

    private int compareText(SortKeyLayout.Part part, long left, long right) {
        long leftRow = RawMemory.getLong(left + 8L * words);
        long rightRow = RawMemory.getLong(right + 8L * words);
        int column = part.key().column();
        if (part.hasNullByte() && rows.isNull(leftRow, column)) {
            // The bytes for NULL are equal, so both are.
            return 0;
        }
        int order = StringView.compare(rows.view(leftRow, column), rows.view(rightRow, column));
        return part.key().descending() ? -order : order;
    }

    /** Whether two entries' keys are equal. */
    boolean same(long left, long right) {
        return compare(left, right) == 0;
    }
}
