package io.thresher.execution.aggregation;

import io.thresher.batch.ColumnBatch;
import java.util.Arrays;

/**
 * The rows of a batch dealt out to their groups, where these are few: an aggregate then adds a run of values to one state, in
 * registers, instead of going through memory from state to state. The order within a group stays. One thread at a time.
 */
final class DealtRows {
    /** The most combinations of key values that rows are dealt out to. */
    private static final int MAX_COMBINATIONS = 256;

    /** As many of which adding to one state waits for the row before; for few aggregates dealing pays only then. */
    private static final int FEW_COMBINATIONS = 16;

    private static final int MANY_CALLS = 4;

    /** Runs shorter than this on average do not pay for the dealing. */
    private static final int MIN_RUN_ROWS = 16;

    private final int[] positions = new int[ColumnBatch.MAX_ROWS];
    private final int[] ends = new int[MAX_COMBINATIONS];

    /** Whether dealing out {@code count} rows, each of one of {@code domain} combinations, pays for {@code calls} aggregates. */
    static boolean pays(int domain, int calls, int count) {
        return domain <= (calls < MANY_CALLS ? FEW_COMBINATIONS : MAX_COMBINATIONS) && count >= MIN_RUN_ROWS * domain;
    }

    /** Deals out {@code count} rows at {@code source}, each of a combination below {@code domain}. */
    void deal(int[] combinations, int domain, int[] source, int count) {
        Arrays.fill(ends, 0, domain, 0);
        for (int i = 0; i < count; i++) {
            ends[combinations[i]]++;
        }
        int start = 0;
        for (int c = 0; c < domain; c++) {
            int rows = ends[c];
            ends[c] = start;
            start += rows;
        }
        for (int i = 0; i < count; i++) {
            positions[ends[combinations[i]]++] = source[i];
        }
    }

    /** The positions of all rows, group by group. */
    int[] positions() {
        return positions;
    }

    /** Where the rows of a combination end among {@link #positions}; they begin where those of the one before end. */
    int end(int combination) {
        return ends[combination];
    }
}
