package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.kernel.ColumnHasher;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.RowLayout;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;

/**
 * The groups that one task found: finds the row of each input row's key, first by {@link DirectGroups}, else in a {@link
 * RowHashTable}. One thread at a time.
 */
final class GroupTable implements AutoCloseable {
    private final RowHashTable table;
    private final DirectGroups direct;
    private final ColumnValues[] keys;
    private final ColumnHasher[] hashers;
    private final long[] hashes = new long[ColumnBatch.MAX_ROWS];
    private final long[] rows = new long[ColumnBatch.MAX_ROWS];
    private final long[] missingRows = new long[ColumnBatch.MAX_ROWS];
    private final int[] combinations = new int[ColumnBatch.MAX_ROWS];
    private final int[] missing = new int[ColumnBatch.MAX_ROWS];
    private final int[] missingPositions = new int[ColumnBatch.MAX_ROWS];
    private long onlyRow;

    GroupTable(RowLayout layout, QueryMemory memory) {
        this.table = new RowHashTable(layout, memory);
        this.direct = new DirectGroups(layout.keyCount(), memory);
        this.keys = new ColumnValues[layout.keyCount()];
        this.hashers = new ColumnHasher[layout.keyCount()];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = new ColumnValues();
            hashers[k] = new ColumnHasher();
        }
    }

    RowHashTable table() {
        return table;
    }

    /** The row of the only group of an aggregation without keys. */
    long onlyRow() {
        if (onlyRow == 0) {
            onlyRow = table.rows().allocate();
        }
        return onlyRow;
    }

    /** Finds or makes the groups of {@code count} rows at {@code positions}; row i's group is {@code result[i]}. */
    long[] find(Column[] keyColumns, int[] positions, int count) {
        load(keyColumns, positions, count);
        if (direct.combinations(keys, count, combinations)) {
            findDirectly(keyColumns, positions, count);
        } else {
            findByHash(keyColumns, positions, count, rows);
        }
        return rows;
    }

    private void load(Column[] keyColumns, int[] positions, int count) {
        for (int k = 0; k < keys.length; k++) {
            keys[k].load(keyColumns[k], positions, count);
        }
    }

    private void findDirectly(Column[] keyColumns, int[] positions, int count) {
        long groups = direct.address();
        int misses = 0;
        for (int i = 0; i < count; i++) {
            long row = RawMemory.getLong(groups + 8L * combinations[i]);
            rows[i] = row;
            if (row == 0) {
                missing[misses] = i;
                missingPositions[misses++] = positions[i];
            }
        }
        if (misses == 0) {
            return;
        }
        load(keyColumns, missingPositions, misses);
        findByHash(keyColumns, missingPositions, misses, missingRows);
        for (int m = 0; m < misses; m++) {
            rows[missing[m]] = missingRows[m];
            RawMemory.putLong(groups + 8L * combinations[missing[m]], missingRows[m]);
        }
    }

    private void findByHash(Column[] keyColumns, int[] positions, int count, long[] found) {
        for (int k = 0; k < keys.length; k++) {
            hashers[k].hash(keyColumns[k], positions, count, hashes, k > 0);
        }
        table.findOrInsert(keys, hashes, count, found);
    }

    @Override
    public void close() {
        table.close();
        direct.close();
    }
}
