package io.thresher.storage.memorystore;

import static io.thresher.storage.memorystore.StoringFixture.lines;
import static io.thresher.storage.memorystore.StoringFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.catalog.file.FileCatalog;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.RoutedScanner;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.StoreUse;
import io.thresher.storage.scan.TableScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of rows in memory: made, found, read, dropped while they are read. */
class MemoryTablesTest {
    private static final TableName NAME = new TableName("default", "Numbers");

    @TempDir
    Path folder;

    private StoringFixture fixture;
    private FileCatalog catalog;
    private MemoryTables tables;
    private TableScanner scanner;

    @BeforeEach
    void open() {
        fixture = new StoringFixture(folder);
        catalog = new FileCatalog(folder.resolve("catalog"));
        tables = new MemoryTables(catalog);
        scanner = new RoutedScanner(fixture.scanner, Map.of(MemoryTables.SCHEME, new MemoryTableScanner(tables)));
    }

    @AfterEach
    void nothingIsLeft() {
        tables.close();
        assertThat(fixture.store.counters().bytes()).isEqualTo(fixture.pool.usedBytes());
        fixture.store.clear();
        assertThat(fixture.pool.usedBytes()).isZero();
        fixture.close();
    }

    private void make(TableName name, Table source) {
        try (MemoryTableBuilder builder = new MemoryTableBuilder(name, source.dataColumns(), fixture.store, tables)) {
            copy(source, builder);
            builder.finish();
        }
    }

    private void copy(Table source, MemoryTableBuilder builder) {
        ScanRequest request = request(source, StoreUse.OFF);
        try (QueryMemory memory = fixture.pool.openQuery("copy", 32 << 20);
                SplitSource splits = scanner.splits(request)) {
            for (Split split = splits.next(); split != null; split = splits.next()) {
                try (BatchReader reader = scanner.open(split, request, null, memory, splits.metrics())) {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        builder.add(batch);
                    }
                }
            }
        }
    }

    private Table found() {
        return tables.find(new TableName("DEFAULT", "numbers")).orElseThrow();
    }

    @Test
    void rowsAreThoseThatWereAddedInTheirOrder() throws IOException {
        // More than one unit.
        Table source = fixture.table("t.csv", lines(300_000));
        make(NAME, source);
        assertThat(ScannedRows.of(scanner, found())).isEqualTo(ScannedRows.of(scanner, source));
        assertThat(found().name()).isEqualTo(NAME);
        assertThat(tables.tables("Default")).containsExactly(NAME);
        TableStatistics statistics = scanner.statistics(found());
        assertThat(statistics.rowCount()).isEqualTo(300_000);
        assertThat(statistics.column("id").min()).isEqualTo(0L);
        assertThat(statistics.column("id").max()).isEqualTo(299_999L);
        StoredTotal total = tables.totals().get(0);
        assertThat(total.pieces()).isEqualTo(2L * 3);
        assertThat(total.bytes()).isEqualTo(fixture.store.counters().bytes());
        assertThat(total.uses()).isPositive();
    }

    @Test
    void aTableWithoutRowsIsATable() throws IOException {
        make(NAME, fixture.table("t.csv", "id,name\n"));
        assertThat(ScannedRows.of(scanner, found())).isEmpty();
    }

    @Test
    void aTableThatIsDroppedWhileItIsReadIsReadToItsEnd() throws IOException {
        make(NAME, fixture.table("t.csv", lines(10_000)));
        Table table = found();
        ScanRequest request = request(table, StoreUse.AUTO);
        long rows = 0;
        try (QueryMemory memory = fixture.pool.openQuery("query", 1 << 20)) {
            try (SplitSource splits = scanner.splits(request)) {
                Split split = splits.next();
                assertThat(split).isNotNull();
                try (BatchReader reader = scanner.open(split, request, null, memory, splits.metrics())) {
                    for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        rows += batch.selectedCount();
                        if (rows == batch.rowCount()) {
                            tables.drop(NAME);
                            assertThat(fixture.store.counters().bytes()).isPositive();
                        }
                    }
                }
            }
            assertThat(fixture.store.counters().bytes()).isZero();
        }
        assertThat(rows).isEqualTo(10_000);
        assertFails(() -> scanner.splits(request), ErrorCode.TABLE_NOT_FOUND);
        assertThat(tables.find(NAME)).isEmpty();
    }

    @Test
    void aTableOfTheSameNameIsNotTheOneThatWasDropped() throws IOException {
        make(NAME, fixture.table("t.csv", lines(10)));
        Table first = found();
        tables.drop(NAME);
        make(NAME, fixture.table("u.csv", lines(20)));
        assertThat(ScannedRows.of(scanner, found())).hasSize(20);
        assertFails(() -> ScannedRows.of(scanner, first), ErrorCode.TABLE_NOT_FOUND);
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        Table source = fixture.table("t.csv", lines(10));
        make(NAME, source);
        assertFails(() -> make(new TableName("DEFAULT", "NUMBERS"), source), ErrorCode.DUPLICATE_TABLE);
        assertFails(() -> make(new TableName("nowhere", "t"), source), ErrorCode.SCHEMA_NOT_FOUND);
        Table withFiles = new Table(
                new TableName("default", "files"),
                source.dataColumns(),
                List.of(),
                source.format(),
                source.location(),
                source.properties(),
                TableStatistics.UNKNOWN);
        catalog.createTable(withFiles, false);
        assertFails(() -> make(new TableName("default", "Files"), source), ErrorCode.DUPLICATE_TABLE);
        assertThat(tables.names()).containsExactly(NAME);
        assertThat(fixture.store.counters().bytes())
                .isEqualTo(tables.totals().get(0).bytes());
    }

    @Test
    void aTableThatHasNoRoomPushesOutWhatIsNotKeptAndElseFails() throws IOException {
        Table source = fixture.table("t.csv", lines(300_000));
        fixture.fill(source);
        long bytes = fixture.store.counters().bytes();
        assertThat(bytes).isPositive();
        try (StoringFixture small = new StoringFixture(folder, 64 << 20, bytes / 2, 1)) {
            MemoryTables few = new MemoryTables(catalog);
            try (MemoryTableBuilder builder = new MemoryTableBuilder(NAME, source.dataColumns(), small.store, few)) {
                assertFails(() -> copy(source, builder), ErrorCode.MEMORY_LIMIT_EXCEEDED);
            }
            assertThat(few.find(NAME)).isEmpty();
            assertThat(small.store.counters().bytes()).isZero();
            assertThat(small.pool.usedBytes()).isZero();
        }
        try (StoringFixture same = new StoringFixture(folder, 64 << 20, bytes * 3 / 2, 1)) {
            same.fill(source);
            MemoryTables few = new MemoryTables(catalog);
            try (MemoryTableBuilder builder = new MemoryTableBuilder(NAME, source.dataColumns(), same.store, few)) {
                copy(source, builder);
                builder.finish();
            }
            assertThat(same.store.counters().evictions()).isPositive();
            assertThat(same.rows(source)).hasSize(300_000);
            few.close();
        }
    }

    @Test
    void pathsAreFiles() throws IOException {
        Path file = fixture.write("t.csv", lines(3));
        assertThat(ScannedRows.of(scanner, scanner.tableOfPath(file.toString())))
                .hasSize(3);
        make(NAME, scanner.tableOfPath(file.toString()));
        assertThat(scanner.complete(found())).isEqualTo(found());
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
