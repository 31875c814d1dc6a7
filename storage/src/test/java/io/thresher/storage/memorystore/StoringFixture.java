package io.thresher.storage.memorystore;

import io.thresher.error.StopCheck;
import io.thresher.memory.MemoryPool;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.csv.CsvFormatReader;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.StoreUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** CSV files that are read through a store, and beside it. */
final class StoringFixture implements AutoCloseable {
    final MemoryPool pool;
    final MemoryStore store;
    final KeptTables kept;
    final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    final CountedScanner files = new CountedScanner(
            new FileTableScanner(fileSystem, Map.of(StorageFormat.CSV, new CsvFormatReader(1 << 20, 1 << 20))));
    final StoringScanner scanner;
    private final Path folder;

    StoringFixture(Path folder) {
        this(folder, 64 << 20, 16 << 20, 2);
    }

    StoringFixture(Path folder, long poolBytes, long storeBytes, int minScans) {
        this.folder = folder;
        this.pool = new MemoryPool(poolBytes);
        this.store = new MemoryStore(pool, storeBytes, minScans);
        this.kept = new KeptTables(store);
        this.scanner = new StoringScanner(files, store, kept);
    }

    /** Lines with a number and its name. */
    static String lines(int count) {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < count; i++) {
            text.append(i).append(",name ").append(i % 10).append('\n');
        }
        return text.toString();
    }

    /** Writes a file and waits until it is old enough to be kept. */
    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        FileSettling.await(fileSystem.status(fileSystem.parse(file.toString())), StopCheck.NEVER);
        return file;
    }

    Table table(String name, String text) throws IOException {
        return scanner.tableOfPath(write(name, text).toString());
    }

    /** The table with other properties besides its own. */
    static Table with(Table table, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(table.properties());
        all.putAll(properties);
        return new Table(
                table.name(),
                table.dataColumns(),
                table.partitionColumns(),
                table.format(),
                table.location(),
                all,
                TableStatistics.UNKNOWN);
    }

    /** The table with other columns. */
    static Table with(Table table, List<ColumnDefinition> columns) {
        return new Table(
                table.name(),
                columns,
                table.partitionColumns(),
                table.format(),
                table.location(),
                table.properties(),
                TableStatistics.UNKNOWN);
    }

    static ScanRequest request(Table table, StoreUse use) {
        List<Integer> columns =
                IntStream.range(0, table.columns().size()).boxed().toList();
        return new ScanRequest(table, columns, List.of(), Long.MAX_VALUE, StopCheck.NEVER, use);
    }

    /** The rows of all columns, read through the store. */
    List<List<@Nullable String>> rows(Table table) {
        return rows(request(table, StoreUse.AUTO), null);
    }

    List<List<@Nullable String>> rows(ScanRequest request, @Nullable RowFilter filter) {
        return ScannedRows.of(scanner, request, filter);
    }

    /** The same rows from the files. */
    List<List<@Nullable String>> fileRows(Table table) {
        return ScannedRows.of(files, table);
    }

    /** Reads all columns twice, so that they are there. */
    void fill(Table table) {
        rows(table);
        rows(table);
        files.opened();
    }

    @Override
    public void close() {
        store.close();
        pool.close();
        fileSystem.close();
    }
}
