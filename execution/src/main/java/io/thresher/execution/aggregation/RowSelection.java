package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** Applies FILTER (WHERE ...), which comes as a BOOLEAN column. */
final class RowSelection {
    private RowSelection() {}

    /**
     * Writes the positions at which {@code condition} is true to {@code passing} and their numbers among {@code positions}
     * to {@code numbers}; returns how many.
     */
    static int select(Column condition, int[] positions, int count, int[] passing, int[] numbers) {
        long values = condition.valuesAddress();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int row = positions[i];
            if (!condition.isNull(row) && RawMemory.getByte(values + condition.valueIndex(row)) != 0) {
                passing[kept] = row;
                numbers[kept++] = i;
            }
        }
        return kept;
    }
}
