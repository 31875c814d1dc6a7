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
        load(columns, positions, count);
        locate(columns, positions, count, direct.combinations(keys, count, combinations));
        return rows;
    }

    /** As {@link #find}, by combinations if {@code directly}. */
    private void locate(Column[] columns, int[] positions, int count, boolean directly) {
        if (directly) {
            findDirectly(columns, positions, count);
        } else {
            findByHash(table, columns, positions, count, rows);
        }
    }

    /** Adds the rows, with their arguments in {@code columns}, to their groups' states: by the run where groups are few. */
    void add(AggregateStates states, Column[] keyColumns, Column[] columns, int[] positions, int count) {
        load(keyColumns, positions, count);
        boolean directly = direct.combinations(keys, count, combinations);
        if (directly && DealtRows.pays(direct.domain(), states.callCount(), count)) {
            addDealt(states, keyColumns, columns, positions, count);
        } else {
            locate(keyColumns, positions, count, directly);
            states.load(columns, positions, count);
            states.update(rows);
        }
    }

    private void addDealt(AggregateStates states, Column[] keyColumns, Column[] columns, int[] positions, int count) {
        dealt.deal(combinations, direct.domain(), positions, count);
        states.load(columns, dealt.positions(), count);
        long groups = direct.address();
        int from = 0;
        for (int c = 0; c < direct.domain(); c++) {
            int to = dealt.end(c);
            if (to > from) {
                long row = RawMemory.getLong(groups + 8L * c);
                if (row == 0) {
                    missingPositions[0] = dealt.positions()[from];
                    row = findMissing(keyColumns, 1)[0];
                    RawMemory.putLong(groups + 8L * c, row);
                }
                states.updateOne(row, from, to);
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
        boolean found = true;
        for (int i = 0; i < count; i++) {
            long place = groups + 8L * combinations[i];
            long row = RawMemory.getLong(place);
            if (row == 0) {
                // Its number, negative, until all are looked up: each combination once.
                row = ~misses;
                RawMemory.putLong(place, row);
                missing[misses] = combinations[i];
                missingPositions[misses++] = positions[i];
            }
            rows[i] = row;
            found &= row > 0;
        }
        if (found) {
            return;
        }
        findMissing(columns, misses);
        for (int m = 0; m < misses; m++) {
            RawMemory.putLong(groups + 8L * missing[m], missingRows[m]);
        }
        for (int i = 0; i < count; i++) {
            rows[i] = rows[i] > 0 ? rows[i] : missingRows[(int) ~rows[i]];
        }
    }

    /** Finds or makes the groups of the first {@code count} of the missing rows. */
    private long[] findMissing(Column[] columns, int count) {
        load(columns, missingPositions, count);
        findByHash(table, columns, missingPositions, count, missingRows);
        return missingRows;
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
