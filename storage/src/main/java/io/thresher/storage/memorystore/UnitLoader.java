package io.thresher.storage.memorystore;

import io.thresher.batch.ColumnBatch;
import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
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
    private final boolean kept;
    private final QueryMemory reading;
    private final ScanMetrics metrics;

    /** Reads with memory of the query, {@code reading}; what is collected lies in the store's. {@code kept} columns are not evicted. */
    UnitLoader(
            TableScanner scanner,
            MemoryStore store,
            UnitRequest unit,
            boolean kept,
            QueryMemory reading,
            ScanMetrics metrics) {
        this.scanner = scanner;
        this.store = store;
        this.unit = unit;
        this.kept = kept;
        this.reading = reading;
        this.metrics = metrics;
    }

    @Override
    public void load(List<Integer> missing, @Nullable StoredColumn[] target, boolean[] owned) {
        long start = System.nanoTime();
        List<StoredColumn> built = read(missing);
        long nanos = (System.nanoTime() - start) / missing.size();
        int done = 0;
        try {
            for (; done < built.size(); done++) {
                int number = missing.get(done);
                StoredColumn made = built.get(done);
                StoredColumn shared = store.put(
                        unit.keys().get(number), made, nanos, unit.scan().table(), kept);
                if (shared == null && unit.scan().storeUse() == StoreUse.KEEP) {
                    throw store.full(made.heldBytes());
                }
                target[number] = shared == null ? made : shared;
                owned[number] = shared == null;
            }
        } finally {
            Closing.all(built.subList(done, built.size()));
        }
    }

    private List<StoredColumn> read(List<Integer> missing) {
        Table table = unit.scan().table();
        List<Integer> columns = missing.stream().map(unit.columns()::get).toList();
        ScanRequest whole = new ScanRequest(
                table, columns, List.of(), Long.MAX_VALUE, unit.scan().stopCheck());
        List<ColumnBuilder> builders = new ArrayList<>();
        List<StoredColumn> built = new ArrayList<>();
        boolean done = false;
        try {
            for (int column : columns) {
                builders.add(new ColumnBuilder(table.dataColumns().get(column).type(), store.memory()));
            }
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
}
