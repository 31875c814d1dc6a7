package io.thresher.storage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFormatReaderTest {
    @TempDir
    Path folder;

    private final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    private final FileTableScanner scanner = scanner(8 << 20);

    private FileTableScanner scanner(long splitBytes) {
        return new FileTableScanner(fileSystem, Map.of(StorageFormat.JSON, new JsonFormatReader(splitBytes, 1 << 20)));
    }

    @AfterEach
    void close() {
        fileSystem.close();
    }

    @Test
    void typesAreInferredAndMissingMembersAreNull() throws IOException {
        Table table = table("""
                {"id": 1, "big": 3000000000, "x": 0.5, "ok": true, "day": "2024-02-29", "at": "2024-02-29T12:00:00", "s": "12"}

                {"s": "ü\\n😀", "id": -7, "x": 3, "nested": {"a": [1, 2.50, "q\\""]}, "mixed": 1, "none": null}
                {"mixed": "one", "id": null, "more": "a text longer than twelve bytes"}
                """);
        assertThat(table.dataColumns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly(
                        "id INTEGER",
                        "big BIGINT",
                        "x DOUBLE",
                        "ok BOOLEAN",
                        "day DATE",
                        "at TIMESTAMP",
                        "s VARCHAR",
                        "nested VARCHAR",
                        "mixed VARCHAR",
                        "none VARCHAR",
                        "more VARCHAR");
        assertThat(rows(table))
                .containsExactly(
                        row(
                                "1",
                                "3000000000",
                                "0.5",
                                "true",
                                "2024-02-29",
                                "2024-02-29T12:00",
                                "12",
                                null,
                                null,
                                null,
                                null),
                        row(
                                "-7",
                                null,
                                "3.0",
                                null,
                                null,
                                null,
                                "ü\n😀",
                                "{\"a\":[1,2.50,\"q\\\"\"]}",
                                "1",
                                null,
                                null),
                        row(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "one",
                                null,
                                "a text longer than twelve bytes"));
    }

    @Test
    void documentsAreReadToo() throws IOException {
        List<List<@Nullable String>> expected = List.of(row("1", "x"), row("2", null));
        assertThat(rows(table("[{\"a\": 1, \"b\": \"x\"},\n {\"a\": 2}]\n"))).isEqualTo(expected);
        assertThat(rows(table("{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n{\n  \"a\": 2\n}\n")))
                .isEqualTo(expected);
        assertThat(rows(table("{\"a\": 1, \"b\": \"x\"} {\"a\": 2}"))).isEqualTo(expected);
        assertThat(rows(table("\uFEFF{\"a\": 1, \"b\": \"x\"}\r\n{\"a\": 2}"))).isEqualTo(expected);
    }

    @Test
    void namesMatchWithoutRegardToCase() throws IOException {
        Table table = declared("{\"ID\": 1}\n{\"Id\": 2, \"NAME\": \"x\"}\n", Map.of(), "id", "Name");
        assertThat(rows(table)).containsExactly(row("1", null), row("2", "x"));
    }

    @Test
    void aValueThatDoesNotFitIsAnErrorThatSaysWhere() throws IOException {
        Table table = declared("{\"id\": 1}\n\n{\"id\": \"x\"}\n", Map.of(), "id");
        assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3", "column id", "'x'", "on_error");
    }

    @Test
    void malformedLinesAreErrorsThatSayWhere() throws IOException {
        for (String line : List.of(
                "{\"id\": 1",
                "{\"id\": 1}}",
                "nonsense",
                "[1]",
                "{\"id\": 1,\n\"b\":2}",
                "\"text\"",
                "{\"id\": 01}",
                "{\"id\": \"\\ud800\"}")) {
            Table table = declared("{\"id\": 7}\n{\"id\": 8}\n" + line + "\n{\"id\": 9}\n", Map.of(), "id");
            assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3", ".json");
        }
    }

    @Test
    void onErrorSkipLeavesBadLinesOut() throws IOException {
        String text = "{\"id\": 1, \"n\": \"a\"}\nnonsense\n{\"id\": \"x\"}\n{\"id\": 2\n{\"id\": 3}\n{\"id\": 4}";
        Table table = declared(text, Map.of("on_error", "skip"), "id", "n");
        assertThat(rows(table)).containsExactly(row("1", "a"), row("3", null), row("4", null));
        assertThat(ScannedRows.of(scanner, new ScanRequest(table, List.of(), List.of(), Long.MAX_VALUE), null))
                .hasSize(3);
    }

    @Test
    void onErrorNullReadsNull() throws IOException {
        Table table = declared("{\"id\": \"x\"}\n{\"id\": 2}\n", Map.of("on_error", "null"), "id");
        assertThat(rows(table)).containsExactly(row((String) null), row("2"));
    }

    @Test
    void anyCutGivesTheSameRows() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        int count = 500;
        for (int i = 0; i < count; i++) {
            text.append("{\"id\": ")
                    .append(i)
                    .append(", \"t\": \"")
                    .append("x{\\n".repeat(random.nextInt(20)))
                    .append("\"}")
                    .append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        Table table = table(text.toString());
        List<List<@Nullable String>> expected = rows(table);
        assertThat(expected).hasSize(count);
        for (int splitBytes : new int[] {1, 7, 64, 1000, 5000}) {
            assertThat(ScannedRows.of(scanner(splitBytes), table))
                    .as("seed %s, split %s", seed, splitBytes)
                    .isEqualTo(expected);
        }
    }

    @Test
    void compressedFilesAreRead() throws IOException {
        byte[] bytes = Zstd.compress("{\"id\": 1}\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("x.jsonl.zst"), bytes);
        assertThat(rows(scanner.tableOfPath(file.toString()))).hasSize(100_000);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertFails(() -> rows(scanner.tableOfPath(file.toString())), ErrorCode.FILE_CORRUPT, "x.jsonl.zst");
    }

    @Test
    void membersWhoseNamesDifferInCaseAreOneColumn() throws IOException {
        Table table = table("""
                {"a": 1, "A": 2, "b": "x"}
                {"A": 3.5, "B": "y"}
                {"a": null}
                """);
        assertThat(table.dataColumns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly("a DOUBLE", "b VARCHAR");
        assertThat(rows(table)).containsExactly(row("2.0", "x"), row("3.5", "y"), row(null, null));
    }

    @Test
    void longLinesAreRead() throws IOException {
        String longText = "é".repeat(1_000_000);
        assertThat(rows(table("{\"a\": \"x\"}\n{\"a\": \"" + longText + "\"}\n{\"a\": \"y\"}\n")))
                .containsExactly(row("x"), row(longText), row("y"));
    }

    private List<List<@Nullable String>> rows(Table table) {
        return ScannedRows.of(scanner, table);
    }

    private Table table(String text) throws IOException {
        Path file = Files.writeString(folder.resolve(Integer.toHexString(text.hashCode()) + ".json"), text);
        return scanner.tableOfPath(file.toString());
    }

    private Table declared(String text, Map<String, String> properties, String... names) throws IOException {
        Path file = Files.writeString(folder.resolve(Integer.toHexString(text.hashCode()) + ".json"), text);
        List<ColumnDefinition> columns = new ArrayList<>();
        for (String name : names) {
            DataType type = name.equals("id") ? DataType.INTEGER : DataType.VARCHAR;
            columns.add(new ColumnDefinition(name, type, true));
        }
        return new Table(
                new TableName("", "t"),
                columns,
                List.of(),
                StorageFormat.JSON,
                fileSystem.parse(file.toString()),
                properties,
                TableStatistics.UNKNOWN);
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }
}
