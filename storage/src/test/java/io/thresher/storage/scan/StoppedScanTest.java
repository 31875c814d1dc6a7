package io.thresher.storage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.csv.CsvFormatReader;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.json.JsonFormatReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan that puts out nothing, whatever the reason, still stops in the middle. {@link ScannedRows} checks the memory. */
class StoppedScanTest {
    private static final int TEXT_BYTES = 6 << 20;

    @TempDir
    Path folder;

    private final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    private final FileTableScanner scanner = new FileTableScanner(
            fileSystem,
            Map.of(
                    StorageFormat.CSV, new CsvFormatReader(64 << 20, 1 << 20),
                    StorageFormat.JSON, new JsonFormatReader(64 << 20, 1 << 20)));
    private int checks;

    @AfterEach
    void close() {
        fileSystem.close();
    }

    @Test
    void whileTheFilterLetsNothingPass() throws IOException {
        stops("csv", "12345,some text\n", Map.of());
        stops("csv.gz", "12345,some text\n", Map.of());
        stops("json", "{\"a\": 12345, \"b\": \"some text\"}\n", Map.of());
        stops("json.gz", "{\"a\": 12345, \"b\": \"some text\"}\n", Map.of());
    }

    @Test
    void whileEveryRecordIsSkipped() throws IOException {
        stops("csv.gz", "1,2,3,4\n", Map.of("header", "true", "on_error", "skip"));
        stops("json.gz", "{\"a\": nonsense\n", Map.of("on_error", "skip"));
    }

    @Test
    void whileTheEndOfAQuoteIsLookedFor() throws IOException {
        FileTableScanner small =
                new FileTableScanner(fileSystem, Map.of(StorageFormat.CSV, new CsvFormatReader(1 << 10, 4 << 10)));
        StringBuilder text = new StringBuilder("a,b\n");
        while (text.length() < 600 << 10) {
            text.append("1,x\n");
        }
        text.append("2,\"");
        while (text.length() < TEXT_BYTES) {
            text.append("1,x\n");
        }
        Path file = Files.writeString(folder.resolve("quote.csv"), text);
        Table table = small.tableOfPath(file.toString());
        try (SplitSource splits = small.splits(request(table, () -> stopAfter(5)))) {
            assertThatThrownBy(() -> {
                        while (splits.next() != null) {}
                    })
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
        }
    }

    private void stops(String suffix, String line, Map<String, String> properties) throws IOException {
        String good = suffix.startsWith("json") ? "{\"a\": 1, \"b\": \"x\"}\n" : "a,b\n1,x\n";
        StringBuilder text = new StringBuilder(good);
        while (text.length() < TEXT_BYTES) {
            text.append(line);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("t." + suffix);
        Files.write(file, suffix.endsWith("gz") ? gzip(bytes) : bytes);
        Table found = scanner.tableOfPath(file.toString());
        Map<String, String> all = new HashMap<>(found.properties());
        all.putAll(properties);
        Table table = new Table(
                found.name(),
                found.dataColumns(),
                List.of(),
                found.format(),
                found.location(),
                all,
                found.statistics());
        // What the first scan learns of record starts saves the others looks.
        for (int run = 0; run < 2; run++) {
            checks = 0;
            ScannedRows.of(scanner, request(table, () -> checks++), new Nothing());
        }
        int needed = checks;
        assertThat(needed).as(suffix).isGreaterThan(TEXT_BYTES >> 20);
        for (int most : new int[] {2, needed / 2, needed - 1}) {
            checks = 0;
            assertThatThrownBy(() -> ScannedRows.of(scanner, request(table, () -> stopAfter(most)), new Nothing()))
                    .as(suffix)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
        }
    }

    private void stopAfter(int most) {
        if (++checks > most) {
            throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user");
        }
    }

    private static ScanRequest request(Table table, StopCheck stopCheck) {
        return new ScanRequest(table, List.of(0, 1), List.of(), Long.MAX_VALUE, stopCheck);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** A filter that no row passes. */
    private static final class Nothing implements RowFilter {
        @Override
        public List<Integer> columns() {
            return List.of(0);
        }

        @Override
        public int select(ColumnBatch batch, int[] selection) {
            return 0;
        }
    }
}
