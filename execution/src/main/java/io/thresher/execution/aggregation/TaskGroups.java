package io.thresher.execution.aggregation;

import io.thresher.batch.Column;
import io.thresher.batch.Encoding;
import io.thresher.execution.operator.QueryContext;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that one task of an aggregation holds: its groups with the states of the plain calls, and for each kind of DISTINCT
 * arguments the combinations met. A batch is added once for every grouping set. One thread at a time.
 */
final class TaskGroups implements AutoCloseable {
    /** Past this a table misses the second-level cache, and rows are partitioned before they look for their group. */
    private static final long MAX_TABLE_BYTES = 2 << 20;

    private final AggregationLayout layout;
    private final GroupTable groups;
    private final AggregateStates states;
    private final List<DistinctTable> distinct = new ArrayList<>();
    private final Column[] keys;
    private final List<Column> ownColumns = new ArrayList<>();
    private final Column[] nullKeys;
    private final QueryContext context;
    /** Whether the order in which arguments are loaded is the table's to choose: several sets and filters need their own. */
    private final boolean byRuns;

    /** Whether there are only DISTINCT calls, and combinations of some hold every row's key, so that these will make the groups. */
    private boolean groupsComeLater;

    private @Nullable Supplier<RadixGroups> radix;
    private @Nullable RadixTask radixTask;

    /** Makes the groups of a task that feeds the calls {@code fed}; those with DISTINCT among them see what they are given. */
    private TaskGroups(AggregationLayout layout, List<Integer> fed, boolean filtered, QueryContext context) {
        QueryMemory memory = context.memory();
        this.layout = layout;
        this.context = context;
        this.groups = new GroupTable(layout.rows(), memory);
        this.states = new AggregateStates(layout, fed, filtered, memory);
        this.keys = new Column[layout.keyTypes().size()];
        this.nullKeys = new Column[keys.length];
        this.byRuns = layout.setCount() == 1 && keys.length > 0 && !states.isFiltered();
        if (layout.hasSetNumber()) {
            for (int k = 0; k < keys.length; k++) {
                nullKeys[k] = new Column(layout.keyTypes().get(k), memory);
                ownColumns.add(nullKeys[k]);
            }
            makeNull();
        }
    }

    /** Makes the groups of a task that reads the aggregation's input. */
    static TaskGroups forInput(
            AggregationLayout layout,
            List<DistinctArguments> distinct,
            Supplier<RadixGroups> radix,
            QueryContext context) {
        List<Integer> plain = IntStream.range(0, layout.callCount())
                .filter(call -> !layout.isGrouping(call) && !layout.isDistinct(call))
                .boxed()
                .toList();
        TaskGroups groups = new TaskGroups(layout, plain, true, context);
        for (DistinctArguments arguments : distinct) {
            groups.distinct.add(new DistinctTable(arguments, context.memory()));
        }
        groups.groupsComeLater =
                plain.isEmpty() && distinct.stream().anyMatch(arguments -> arguments.filterColumn() < 0);
        if (distinct.isEmpty() && !layout.hasSetNumber() && groups.keys.length > 0) {
            groups.radix = radix;
        }
        return groups;
    }

    /** Makes groups that are fed the distinct combinations of {@code arguments}, in columns numbered as the input's. */
    static TaskGroups forDistinct(AggregationLayout layout, DistinctArguments arguments, QueryContext context) {
        return new TaskGroups(layout, arguments.calls(), false, context);
    }

    private void makeNull() {
        try {
            for (Column column : ownColumns) {
                column.ensureCapacity(1);
                column.resetConstant();
                RawMemory.fill(column.dataAddress(), column.physicalType().bytes(), (byte) 0);
                column.setNull(0, 1);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    GroupTable groups() {
        return groups;
    }

    /** The combinations of one kind of DISTINCT arguments. */
    DistinctTable distinct(int kind) {
        return distinct.get(kind);
    }

    /** Adds {@code count} input rows. */
    void add(Column[] columns, int[] positions, int count) {
        if (radixTask != null) {
            radixTask.add(columns, positions, count);
            return;
        }
        if (!byRuns) {
            states.load(columns, positions, count);
        }
        for (int set = 0; set < layout.setCount(); set++) {
            for (int k = 0; k < layout.node().groupKeys().size(); k++) {
                keys[k] = layout.isInSet(k, set)
                        ? columns[layout.node().groupKeys().get(k)]
                        : nullKeys[k];
            }
            if (layout.hasSetNumber()) {
                keys[keys.length - 1] = setNumber(set);
            }
            addToSet(columns, positions, count);
        }
        if (radix != null && groups.findsByHash() && groups.table().heldBytes() > MAX_TABLE_BYTES) {
            radixTask = new RadixTask(layout, groups, states, radix.get(), context);
        }
    }

    /** Ends adding: nothing is left waiting. */
    void finish() {
        if (radixTask != null) {
            radixTask.finish();
        }
    }

    private void addToSet(Column[] columns, int[] positions, int count) {
        if (groupsComeLater) {
            // Nothing is to be done for them here.
        } else if (byRuns) {
            groups.add(states, keys, columns, positions, count);
        } else if (keys.length == 0) {
            states.updateOne(groups.onlyRow());
        } else {
            states.update(groups.find(keys, positions, count));
        }
        for (DistinctTable table : distinct) {
            table.add(keys, columns, positions, count);
        }
    }

    /** Adds rows whose keys, the set's number among them, are known; the arguments are numbered as the input's columns. */
    void addWithKeys(Column[] keyColumns, Column[] columns, int[] positions, int count) {
        states.load(columns, positions, count);
        if (keyColumns.length == 0) {
            states.updateOne(groups.onlyRow());
        } else {
            states.update(groups.find(keyColumns, positions, count));
        }
    }

    /** Makes the group of a grouping set without keys, which is there even if no row is. */
    void addEmptySet(int set) {
        System.arraycopy(nullKeys, 0, keys, 0, keys.length);
        keys[keys.length - 1] = setNumber(set);
        groups.find(keys, new int[] {0}, 1);
    }

    private Column setNumber(int set) {
        Column column = nullKeys[keys.length - 1];
        if (column.encoding() != Encoding.CONSTANT || column.mayHaveNulls()) {
            column.resetConstant();
        }
        RawMemory.putInt(column.dataAddress(), set);
        return column;
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>();
        if (radixTask != null) {
            all.add(radixTask);
        }
        all.add(groups);
        all.add(states);
        all.addAll(distinct);
        all.addAll(ownColumns);
        Closing.all(all);
    }
}
