package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.kernel.ColumnHasher;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.RowKeyColumns;
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
    private final RowKeyColumns keyColumns;
    private final ColumnValues[] keys;
    private final ColumnHasher[] hashers;
    private final long[] hashes = new long[ColumnBatch.MAX_ROWS];
    private final long[] rows = new long[ColumnBatch.MAX_ROWS];
    private final long[] missingRows = new long[ColumnBatch.MAX_ROWS];
    private final int[] combinations = new int[ColumnBatch.MAX_ROWS];
    private final int[] missing = new int[ColumnBatch.MAX_ROWS];
    private final int[] missingPositions = new int[ColumnBatch.MAX_ROWS];
    private final DealtRows dealt = new DealtRows();
    private long onlyRow;

    GroupTable(RowLayout layout, QueryMemory memory) {
        this.table = new RowHashTable(layout, memory);
        this.keyColumns = new RowKeyColumns(layout);
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
    long[] find(Column[] columns, int[] positions, int count) {
        locate(columns, positions, count);
        return rows;
    }

    /** As {@link #find}; whether it was done the direct way, by combinations. */
    private boolean locate(Column[] columns, int[] positions, int count) {
        load(columns, positions, count);
        boolean directly = direct.combinations(keys, count, combinations);
        if (directly) {
            findDirectly(columns, positions, count);
        } else {
            findByHash(table, columns, positions, count, rows);
        }
        return directly;
    }

    /** Adds the rows, with their arguments in {@code columns}, to their groups' states: by the run where groups are few. */
    void add(AggregateStates states, Column[] keyColumns, Column[] columns, int[] positions, int count) {
        boolean directly = locate(keyColumns, positions, count);
        if (!directly || !dealt.deal(combinations, direct.domain(), positions, count)) {
            states.load(columns, positions, count);
            states.update(rows);
            return;
        }
        states.load(columns, dealt.positions(), count);
        long groups = direct.address();
        int from = 0;
        for (int c = 0; c < direct.domain(); c++) {
            int to = dealt.end(c);
            if (to > from) {
                states.updateOne(RawMemory.getLong(groups + 8L * c), from, to);
            }
            from = to;
        }
    }

    /** Finds or makes the groups of the first {@code count} rows in another table of the same layout, by hash only. */
    long[] findIn(RowHashTable other, Column[] columns, int count) {
        load(columns, ColumnValues.allRows(), count);
        findByHash(other, columns, ColumnValues.allRows(), count, rows);
        return rows;
    }

    /** Writes the hashes of the keys of {@code count} rows, and returns them. */
    long[] hash(Column[] columns, int[] positions, int count) {
        for (int k = 0; k < keys.length; k++) {
            hashers[k].hash(columns[k], positions, count, hashes, k > 0);
        }
        return hashes;
    }

    /** Whether rows are found by hash, as their keys take too many values for the direct way. */
    boolean findsByHash() {
        return direct.isAbandoned();
    }

    private void load(Column[] columns, int[] positions, int count) {
        for (int k = 0; k < keys.length; k++) {
            keys[k].load(columns[k], positions, count);
        }
    }

    private void findDirectly(Column[] columns, int[] positions, int count) {
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
        load(columns, missingPositions, misses);
        findByHash(table, columns, missingPositions, misses, missingRows);
        for (int m = 0; m < misses; m++) {
            rows[missing[m]] = missingRows[m];
            RawMemory.putLong(groups + 8L * combinations[missing[m]], missingRows[m]);
        }
    }

    private void findByHash(RowHashTable in, Column[] columns, int[] positions, int count, long[] found) {
        in.findOrInsert(keys, hash(columns, positions, count), count, found, keyColumns);
    }

    @Override
    public void close() {
        table.close();
        direct.close();
    }
}
