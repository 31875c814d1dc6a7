package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** CSV tables of a test, made of texts and read to their end. */
abstract class CsvTables {
    @TempDir
    Path folder;

    final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    final FileTableScanner scanner =
            new FileTableScanner(fileSystem, Map.of(StorageFormat.CSV, new CsvFormatReader(8 << 20, 1 << 20)));

    @AfterEach
    void close() {
        fileSystem.close();
    }

    final ScanRequest request(Table table, Integer... columns) {
        return new ScanRequest(table, List.of(columns), List.of(), Long.MAX_VALUE);
    }

    final List<List<@Nullable String>> rows(Table table) {
        return ScannedRows.of(scanner, table);
    }

    static List<String> names(Table table) {
        return table.dataColumns().stream().map(ColumnDefinition::name).toList();
    }

    final Table table(String text) throws IOException {
        return table(text, Map.of());
    }

    final Table table(String text, Map<String, String> properties) throws IOException {
        return table(Integer.toHexString(text.hashCode()) + ".csv", text.getBytes(StandardCharsets.UTF_8), properties);
    }

    final Table table(String name, byte[] bytes, Map<String, String> properties) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return scanner.complete(new Table(
                new TableName("", "t"),
                List.of(),
                List.of(),
                StorageFormat.CSV,
                fileSystem.parse(file.toString()),
                properties,
                TableStatistics.UNKNOWN));
    }

    final Table declared(String text, Map<String, String> properties, DataType... types) throws IOException {
        Path file = Files.writeString(folder.resolve(Integer.toHexString(text.hashCode()) + "d.csv"), text);
        List<ColumnDefinition> columns = new ArrayList<>();
        for (DataType type : types) {
            columns.add(new ColumnDefinition("c" + columns.size(), type, true));
        }
        if (types.length == 3) {
            columns.set(0, new ColumnDefinition("id", types[0], true));
        }
        return scanner.complete(new Table(
                new TableName("", "t"),
                columns,
                List.of(),
                StorageFormat.CSV,
                fileSystem.parse(file.toString()),
                new HashMap<>(properties),
                TableStatistics.UNKNOWN));
    }

    static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    static void assertFails(ThrowingCallable call, ErrorCode code, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }
}
