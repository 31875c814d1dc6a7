package io.thresher.execution.expression.evaluation;

import io.thresher.batch.ColumnBatch;

/** An int array for positions that grows as needed; the room one evaluator keeps between batches. */
final class PositionBuffer {
    private int[] positions = new int[0];

    /** The array with room for {@code count}; what it held may be lost. */
    int[] room(int count) {
        if (positions.length < count) {
            positions = new int[Math.max(count, ColumnBatch.MAX_ROWS)];
        }
        return positions;
    }
}
