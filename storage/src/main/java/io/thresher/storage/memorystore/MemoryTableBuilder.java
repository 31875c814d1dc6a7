package io.thresher.storage.memorystore;

import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.memorystore.column.ColumnBuilder;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the rows of a memory table. One thread; closing it frees what was not made a table. */
public final class MemoryTableBuilder implements AutoCloseable {
    /** Rows that lie together: a split. */
    private static final int UNIT_ROWS = 1 << 17;

    private final TableName name;
    private final List<ColumnDefinition> columns;
    private final MemoryStore store;
    private final MemoryTables tables;
    private final List<List<StoredColumn>> units = new ArrayList<>();
    private List<ColumnBuilder> builders = new ArrayList<>();
    private int waiting;
    private final MemoryTableStatistics statistics;
    private long bytes;

    /** Makes an empty table of {@code tables} that takes its room from {@code store}. */
    public MemoryTableBuilder(TableName name, List<ColumnDefinition> columns, MemoryStore store, MemoryTables tables) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.store = store;
        this.tables = tables;
        this.statistics = new MemoryTableStatistics(columns.size());
        startUnit();
    }

    private void startUnit() {
        builders = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            builders.add(new ColumnBuilder(column.type(), store.memory()));
        }
        waiting = 0;
    }

    /**
     * Copies the rows of a lent batch that has no selection.
     *
     * @throws io.thresher.error.EngineException MEMORY_LIMIT_EXCEEDED if the store has no room for them
     */
    public void add(ColumnBatch batch) {
        for (int c = 0; c < builders.size(); c++) {
            builders.get(c).add(batch.column(c), batch.rowCount());
        }
        waiting += batch.rowCount();
        if (waiting >= UNIT_ROWS) {
            endUnit();
            startUnit();
        }
    }

    private void endUnit() {
        List<StoredColumn> built = new ArrayList<>();
        long size = 0;
        boolean done = false;
        try {
            for (int c = 0; c < builders.size(); c++) {
                StoredColumn column = builders.get(c).build();
                built.add(column);
                size += column.heldBytes();
                statistics.addColumn(c, builders.get(c).nullCount(), column.zones());
            }
            store.take(size);
            done = true;
        } finally {
            if (!done) {
                Closing.all(built);
            }
            Closing.all(builders);
            builders = List.of();
        }
        units.add(built);
        bytes += size;
        statistics.addRows(waiting);
        waiting = 0;
    }

    /**
     * Makes the table; users see it when this returns.
     *
     * @throws io.thresher.error.EngineException MEMORY_LIMIT_EXCEEDED, SCHEMA_NOT_FOUND, DUPLICATE_TABLE
     */
    public void finish() {
        if (waiting > 0) {
            endUnit();
        }
        Table definition = new Table(
                name,
                columns,
                List.of(),
                StorageFormat.MEMORY,
                tables.newLocation(name),
                Map.of(),
                statistics.result(columns, bytes));
        tables.add(new MemoryTable(definition, units, bytes, store));
        bytes = 0;
        units.clear();
    }

    @Override
    public void close() {
        Closing.all(builders);
        units.forEach(Closing::all);
        store.giveBack(bytes);
        units.clear();
        builders = List.of();
        bytes = 0;
    }
}
