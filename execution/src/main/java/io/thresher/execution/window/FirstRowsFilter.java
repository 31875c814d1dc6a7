package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.kernel.ColumnHasher;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.FirstRows;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowNode;
import io.thresher.execution.row.ColumnValues;
import io.thresher.execution.row.RowHashTable;
import io.thresher.execution.row.RowKeyColumns;
import io.thresher.execution.row.RowLayout;
import io.thresher.execution.sort.SortKeyPrefixes;
import io.thresher.memory.Closing;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out rows that cannot be among the first of their partition, as one task has seen enough before them: keeps, a partition, the
 * prefixes of the first so many rows' sort keys. Rows that it lets pass may still turn out not to be among the first. Gives up where it
 * drops too little for what it costs. One thread at a time.
 *
 * <p>A state is that many prefixes, complemented so that the fresh row's zero is last of all, the first row's first.
 */
final class FirstRowsFilter implements AutoCloseable {
    /** More first rows than these cost more to keep than sorting saves. */
    static final long MAX_FIRST_ROWS = 64;

    private static final long ROWS_BEFORE_JUDGED = 1 << 17;
    private static final double MOST_NEW_PARTITIONS = 0.35;
    private static final double MOST_PASSED = 0.9;
    private static final long ENOUGH_ROUNDS = 4;

    private final int count;
    private final RowLayout layout;
    private final RowHashTable table;
    private final RowKeyColumns keyColumns;
    private final int[] keyNumbers;
    private final ColumnValues[] keys;
    private final ColumnHasher[] hashers;
    private final @Nullable SortKeyPrefixes order;
    private final boolean dropsEqual;
    private final long maxBytes;
    private final long[] hashes = new long[ColumnBatch.MAX_ROWS];
    private final long[] rows = new long[ColumnBatch.MAX_ROWS];
    private final long[] prefixes = new long[ColumnBatch.MAX_ROWS];
    private final int[] selection = new int[ColumnBatch.MAX_ROWS];
    private long onlyRow;
    private long seen;
    private long passed;
    private long nextJudgement = ROWS_BEFORE_JUDGED;
    private long judgedRows;
    private long judgedPartitions;
    private boolean abandoned;

    /** Makes a filter for the input of {@code node}, which wants no more than {@link #MAX_FIRST_ROWS}. */
    FirstRowsFilter(WindowNode node, FirstRows first, QueryContext context) {
        this.count = (int) first.count();
        this.keyNumbers =
                node.partitionKeys().stream().mapToInt(Integer::intValue).toArray();
        List<PhysicalType> types = new ArrayList<>();
        for (int key : keyNumbers) {
            types.add(node.input().outputSchema().get(key).type().physicalType());
        }
        this.layout = new RowLayout(types, count * Long.BYTES);
        this.table = new RowHashTable(layout, context.memory());
        this.keyColumns = new RowKeyColumns(layout);
        this.keys = new ColumnValues[keyNumbers.length];
        this.hashers = new ColumnHasher[keyNumbers.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = new ColumnValues();
            hashers[k] = new ColumnHasher();
        }
        List<SortKey> orderKeys = node.orderKeys();
        this.order = orderKeys.isEmpty()
                ? null
                : new SortKeyPrefixes(orderKeys, node.input().outputSchema(), context.memory());
        this.dropsEqual = !first.withPeers() && (order == null || order.areWhole());
        this.maxBytes = context.memory().limitBytes() / (16L * context.threads());
    }

    /** The batch's rows that may be among the first: the batch itself, or null if none may. */
    @Nullable
    ColumnBatch filter(ColumnBatch batch) {
        if (abandoned) {
            return batch;
        }
        int size = batch.selectedCount();
        if (order == null) {
            Arrays.fill(prefixes, 0, size, 0);
        } else {
            order.encode(batch, prefixes);
        }
        findStates(batch, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            selection[kept] = batch.position(i);
            kept += mayBeAmongFirst(rows[i] + layout.statesOffset(), ~prefixes[i]) ? 1 : 0;
        }
        judge(size, kept);
        if (kept == 0) {
            return null;
        }
        ColumnBatch rest = new ColumnBatch(batch.columns(), batch.rowCount());
        rest.setSelection(selection, kept);
        return rest;
    }

    private void findStates(ColumnBatch batch, int size) {
        if (keys.length == 0) {
            onlyRow = onlyRow == 0 ? table.rows().allocate() : onlyRow;
            Arrays.fill(rows, 0, size, onlyRow);
            return;
        }
        int[] positions = ColumnValues.positions(batch);
        for (int k = 0; k < keys.length; k++) {
            Column column = batch.column(keyNumbers[k]);
            keys[k].load(column, positions, size);
            hashers[k].hash(column, positions, size, hashes, k > 0);
        }
        table.findOrInsert(keys, hashes, size, rows, keyColumns);
    }

    /** Whether fewer than the wanted rows come before one with this place, which is noted if so. */
    private boolean mayBeAmongFirst(long state, long place) {
        long last = state + 8L * (count - 1);
        long least = RawMemory.getLong(last);
        int order = Long.compareUnsigned(place, least);
        if (order <= 0) {
            // Zero may stand for no row yet.
            return order == 0 && (!dropsEqual || least == 0);
        }
        long at = last;
        while (at > state && Long.compareUnsigned(place, RawMemory.getLong(at - 8)) > 0) {
            RawMemory.putLong(at, RawMemory.getLong(at - 8));
            at -= 8;
        }
        RawMemory.putLong(at, place);
        return true;
    }

    /** Each time that as many rows again were seen: gives up if most begin a partition, or pass though there are enough before them. */
    private void judge(int size, int kept) {
        seen += size;
        passed += kept;
        boolean useless = false;
        if (seen >= nextJudgement) {
            long rowsSince = seen - judgedRows;
            long partitions = table.count();
            // At first every partition is new.
            useless = judgedRows > 0
                    && (partitions - judgedPartitions > MOST_NEW_PARTITIONS * rowsSince
                            || passed > MOST_PASSED * rowsSince && seen > ENOUGH_ROUNDS * count * partitions);
            judgedRows = seen;
            judgedPartitions = partitions;
            passed = 0;
            nextJudgement = 2 * seen;
        }
        if (useless || table.heldBytes() > maxBytes) {
            abandoned = true;
            table.close();
        }
    }

    @Override
    public void close() {
        // Closing twice is closing once.
        if (order == null) {
            table.close();
        } else {
            Closing.all(table, order);
        }
    }
}
