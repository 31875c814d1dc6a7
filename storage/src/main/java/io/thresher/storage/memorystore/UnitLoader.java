package io.thresher.storage.memorystore;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.memorystore.column.ColumnBuilder;
import io.thresher.storage.memorystore.column.StoredColumn;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.ScanMetrics;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes columns of one unit and gives them to the store. One thread. */
final class UnitLoader implements UnitColumns.Loader {
    private final TableScanner scanner;
    private final MemoryStore store;
    private final UnitRequest unit;
    private final QueryMemory reading;
    private final ScanMetrics metrics;
    private boolean gaveUp;

    /** Reads with memory of the query, {@code reading}; what is collected lies in the store's. */
    UnitLoader(TableScanner scanner, MemoryStore store, UnitRequest unit, QueryMemory reading, ScanMetrics metrics) {
        this.scanner = scanner;
        this.store = store;
        this.unit = unit;
        this.reading = reading;
        this.metrics = metrics;
    }

    @Override
    public void load(List<Integer> missing, @Nullable StoredColumn[] target, boolean[] owned) {
        long start = System.nanoTime();
        List<StoredColumn> built = readOrGiveUp(missing);
        long nanos = (System.nanoTime() - start) / missing.size();
        int done = 0;
        try {
            for (; done < built.size(); done++) {
                int number = missing.get(done);
                StoredColumn made = built.get(done);
                StoredColumn shared = store.put(
                        unit.keys().get(number), made, nanos, unit.scan().table());
                if (shared == null) {
                    refused(number, made);
                }
                target[number] = shared == null ? made : shared;
                owned[number] = shared == null;
            }
        } finally {
            Closing.all(built.subList(done, built.size()));
        }
    }

    private void refused(int number, StoredColumn made) {
        store.reads().refused(unit.scan().table().location(), unit.name(number));
        if (unit.scan().storeUse() == StoreUse.KEEP) {
            throw store.full(made.heldBytes());
        }
    }

    /**
     * A unit is read whole and takes memory, so that this may fail where the rows that a query wants could be read; whether the columns
     * were to be kept at any price or not, none are tried again soon.
     */
    private List<StoredColumn> readOrGiveUp(List<Integer> missing) {
        try {
            return read(missing);
        } catch (EngineException e) {
            boolean stopped = e.code() == ErrorCode.QUERY_CANCELED || e.code() == ErrorCode.QUERY_TIMEOUT;
            if (!stopped) {
                missing.forEach(
                        number -> store.reads().refused(unit.scan().table().location(), unit.name(number)));
            }
            gaveUp = !stopped && unit.scan().storeUse() != StoreUse.KEEP;
            throw e;
        }
    }

    /** Whether loading failed although the rows that are wanted may be there: the file is then to be read as without a store. */
    boolean gaveUp() {
        return gaveUp;
    }

    private List<StoredColumn> read(List<Integer> missing) {
        List<Integer> columns = missing.stream().map(unit.columns()::get).toList();
        ScanRequest whole = new ScanRequest(
                nullable(unit.scan().table()),
                columns,
                List.of(),
                Long.MAX_VALUE,
                unit.scan().stopCheck());
        List<ColumnBuilder> builders = new ArrayList<>();
        List<StoredColumn> built = new ArrayList<>();
        boolean done = false;
        try {
            missing.forEach(number -> builders.add(new ColumnBuilder(unit.type(number), store.memory())));
            try (BatchReader reader = scanner.open(unit.split(), whole, null, reading, metrics)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int c = 0; c < builders.size(); c++) {
                        builders.get(c).add(batch.column(c), batch.rowCount());
                    }
                }
            }
            for (ColumnBuilder builder : builders) {
                built.add(builder.build());
            }
            done = true;
            return built;
        } finally {
            if (!done) {
                Closing.all(built);
            }
            Closing.all(builders);
        }
    }

    /** The table without NOT NULL, which is checked of the rows that come out. */
    private static Table nullable(Table table) {
        List<ColumnDefinition> columns = table.dataColumns().stream()
                .map(column -> new ColumnDefinition(column.name(), column.type(), true))
                .toList();
        return new Table(
                table.name(),
                columns,
                table.partitionColumns(),
                table.format(),
                table.location(),
                table.properties(),
                table.statistics());
    }
}
