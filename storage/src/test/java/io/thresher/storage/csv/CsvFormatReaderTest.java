package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.SplitSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatReaderTest {
    @TempDir
    Path folder;

    private final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    private final FileTableScanner scanner =
            new FileTableScanner(fileSystem, Map.of(StorageFormat.CSV, new CsvFormatReader(8 << 20, 1 << 20)));

    @AfterEach
    void close() {
        fileSystem.close();
    }

    @Test
    void aNullInAColumnDefinedNotNullIsAnError() throws IOException {
        Table table = declared("1,2\n3,\n", Map.of("header", "false"), DataType.INTEGER, DataType.INTEGER);
        List<ColumnDefinition> columns = new ArrayList<>();
        table.dataColumns().forEach(c -> columns.add(new ColumnDefinition(c.name(), c.type(), false)));
        Table defined = new Table(
                table.name(),
                columns,
                List.of(),
                table.format(),
                table.location(),
                table.properties(),
                table.statistics());
        assertFails(() -> rows(defined), ErrorCode.BAD_FILE_VALUE, "NOT NULL", "column: c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x", "100%", "7k", "-3e", "5,", "1.5x", "+", ".", "5 5"})
    void aNumberWithSomethingBehindItIsNoDouble(String text) throws IOException {
        Table table = declared(
                "1.5\n" + text + "\n5.\n",
                Map.of("header", "false", "delimiter", "|", "on_error", "null"),
                DataType.DOUBLE);
        assertThat(rows(table)).containsExactly(row("1.5"), row((String) null), row("5.0"));
    }

    @Test
    void typesAndNamesAreInferred() throws IOException {
        Table table = table("""
                id,big,price,ratio,day,at,zoned,ok,zip,note,nothing
                1,3000000000,12.50,0.5,2024-02-29,2024-02-29 12:30:00,2024-02-29T12:30:00Z,true,00123,a,
                -2,1,-0.05,1e3,1969-12-31,1969-12-31 23:59:59.5,1970-01-01 01:00:00+01:00,FALSE,99999,"b, ""c""\",
                """);
        assertThat(table.dataColumns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly(
                        "id INTEGER",
                        "big BIGINT",
                        "price DECIMAL(18, 2)",
                        "ratio DOUBLE",
                        "day DATE",
                        "at TIMESTAMP",
                        "zoned TIMESTAMP WITH TIME ZONE",
                        "ok BOOLEAN",
                        "zip VARCHAR",
                        "note VARCHAR",
                        "nothing VARCHAR");
        assertThat(rows(table))
                .containsExactly(
                        row(
                                "1",
                                "3000000000",
                                "12.50",
                                "0.5",
                                "2024-02-29",
                                "2024-02-29T12:30",
                                "2024-02-29T12:30Z",
                                "true",
                                "00123",
                                "a",
                                null),
                        row(
                                "-2",
                                "1",
                                "-0.05",
                                "1000.0",
                                "1969-12-31",
                                "1969-12-31T23:59:59.500",
                                "1970-01-01T00:00Z",
                                "false",
                                "99999",
                                "b, \"c\"",
                                null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsUnderstood(String end) throws IOException {
        String text = "a,b\n1,x\n\n2,\"y\nz\"\n3,w".replace("\n", end);
        assertThat(rows(table(text))).containsExactly(row("1", "x"), row("2", "y" + end + "z"), row("3", "w"));
    }

    @Test
    void emptyIsNullAndQuotedEmptyIsText() throws IOException {
        assertThat(rows(table("a,b,c\n1,,\n2,\"\",\"\"\n3,x,4\n")))
                .containsExactly(row("1", null, null), row("2", "", null), row("3", "x", "4"));
    }

    @Test
    void aNullTextReplacesEmpty() throws IOException {
        Table table = table("a,b\n1,NA\nNA,\n3,\"NA\"\n", Map.of("null", "NA"));
        assertThat(rows(table)).containsExactly(row("1", null), row(null, ""), row("3", "NA"));
    }

    @Test
    void hiveFilesAreUnderstood() throws IOException {
        assertThat(rows(table("1\u0001x\u0001\\N\n\\N\u0001\u00012024-01-01\n")))
                .containsExactly(row("1", "x", null), row(null, "", "2024-01-01"));
        Map<String, String> hive = Map.of(
                "field.delim",
                "|",
                "serialization.null.format",
                "\\N",
                "skip.header.line.count",
                "1",
                "escapechar",
                "\\",
                "serialization.format",
                "1",
                "external",
                "TRUE");
        assertThat(rows(table("h|i\n1|a\\|b\n\\N|c\n", hive))).containsExactly(row("1", "a|b"), row(null, "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|", "~"})
    void delimitersAreSniffed(String delimiter) throws IOException {
        String text = "name,size\nx y,1\n\"a,b\",2\nc:d,3\n".replace(",", delimiter);
        Table table = table(text);
        assertThat(table.properties()).containsEntry("delimiter", delimiter).containsEntry("header", "true");
        assertThat(rows(table)).containsExactly(row("x y", "1"), row("a" + delimiter + "b", "2"), row("c:d", "3"));
    }

    @Test
    void otherDialectsAreSniffed() throws IOException {
        assertThat(rows(table("'a','b'\n'x, y','1'\n'it''s','2'\n")))
                .containsExactly(row("x, y", "1"), row("it's", "2"));
        assertThat(rows(table("a,b\n\"x \\\" y\",1\n\"z\",2\n"))).containsExactly(row("x \" y", "1"), row("z", "2"));
        assertThat(rows(table("# made by hand, in 2024, or so\na,b\n1,2\n# more\n3,4\n")))
                .containsExactly(row("1", "2"), row("3", "4"));
        assertThat(rows(table("1|x|\n2|y|\n"))).containsExactly(row("1", "x"), row("2", "y"));
    }

    @Test
    void headersAreSniffed() throws IOException {
        assertThat(names(table("1,2\n3,4\n"))).containsExactly("column0", "column1");
        assertThat(names(table("a,b\n"))).containsExactly("a", "b");
        assertThat(names(table("first,last\nAda,Lovelace\nAlan,Turing\n"))).containsExactly("first", "last");
        assertThat(names(table("a,A,,a\n1,2,3,4\n"))).containsExactly("a", "A_1", "column2", "a_2");
        assertThat(names(table("a,b\n1,2\n", Map.of("header", "false")))).containsExactly("column0", "column1");
        assertThat(names(table("x,1,2,3,4,5,6,7,8,9,10\n")).get(2)).isEqualTo("column02");
    }

    @Test
    void otherEncodingsAreRead() throws IOException {
        for (String encoding : List.of("latin1", "utf-16", "utf-16le", "windows-1252")) {
            byte[] bytes = "name,n\nJürgen,1\nFrançois,2\n"
                    .getBytes(Charset.forName(encoding.equals("latin1") ? "ISO-8859-1" : encoding));
            Table table = table("e.csv", bytes, Map.of("encoding", encoding));
            assertThat(rows(table)).as(encoding).containsExactly(row("Jürgen", "1"), row("François", "2"));
        }
        byte[] mark = "\uFEFFname,n\n名前,1\n😀,2\n".getBytes(StandardCharsets.UTF_8);
        Table table = table("m.csv", mark, Map.of());
        assertThat(names(table)).containsExactly("name", "n");
        assertThat(rows(table)).containsExactly(row("名前", "1"), row("😀", "2"));
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() throws IOException {
        byte[] bytes = "a,b\n1,x\n2,\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
        Table table = table("x.csv", bytes, Map.of());
        assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3", "column b");
    }

    @Test
    void compressedFilesAreRead() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(",name number ").append(i).append('\n');
        }
        byte[] plain = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] gzip = concat(gzip(Arrays.copyOf(plain, 1000)), gzip(Arrays.copyOfRange(plain, 1000, plain.length)));
        byte[] zstd = concat(
                Zstd.compress(Arrays.copyOf(plain, 1000)),
                Zstd.compress(Arrays.copyOfRange(plain, 1000, plain.length)));
        for (Table table : List.of(table("x.csv.gz", gzip, Map.of()), table("x.csv.zst", zstd, Map.of()))) {
            List<List<@Nullable String>> rows = rows(table);
            assertThat(rows).hasSize(50_000);
            assertThat(rows.get(49_999)).containsExactly("49999", "name number 49999");
        }
        for (int cut : new int[] {gzip.length - 1, gzip.length - 4, gzip.length - 9, gzip.length / 2, 30}) {
            byte[] broken = Arrays.copyOf(gzip, cut);
            assertFails(
                    () -> rows(table("t" + cut + ".csv.gz", broken, Map.of())), ErrorCode.FILE_CORRUPT, "near byte");
        }
        for (int cut : new int[] {zstd.length - 1, zstd.length / 2}) {
            byte[] broken = Arrays.copyOf(zstd, cut);
            assertFails(
                    () -> rows(table("t" + cut + ".csv.zst", broken, Map.of())), ErrorCode.FILE_CORRUPT, "near byte");
        }
        byte[] flipped = gzip.clone();
        flipped[gzip.length - 6] ^= 1;
        assertFails(() -> rows(table("f.csv.gz", flipped, Map.of())), ErrorCode.FILE_CORRUPT, "f.csv.gz");
        assertFails(
                () -> rows(table("g.csv.gz", concat(gzip, new byte[] {1, 2, 3}), Map.of())),
                ErrorCode.FILE_CORRUPT,
                "g.csv.gz");
    }

    @Test
    void aValueThatDoesNotFitIsAnErrorThatSaysWhere() throws IOException {
        Table table = declared("id,n\n1,5\n\"2\n\",x\n", Map.of("header", "true"), DataType.VARCHAR, DataType.INTEGER);
        assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 4", "column c1", "'x'", "on_error", "VARCHAR");
    }

    @Test
    void onErrorNullReadsNullAndCounts() throws IOException {
        Table table = declared(
                "1,5\nx,6\n3\n4,99999999999\n",
                Map.of("header", "false", "delimiter", ",", "on_error", "null"),
                DataType.INTEGER,
                DataType.INTEGER);
        ScanRequest request = request(table, 0, 1);
        assertThat(rows(table)).containsExactly(row("1", "5"), row(null, "6"), row("3", null), row("4", null));
        assertThat(scanner.splits(request).metrics().badRows.sum()).isZero();
    }

    @Test
    void onErrorSkipLeavesRowsOutWhicheverColumnsAreRead() throws IOException {
        Table table = declared(
                "1,5\nx,6\n3\n4,99999999999\n5,7,8\n6,\"8\"x\n7,9\n",
                Map.of("header", "false", "delimiter", ",", "on_error", "skip"),
                DataType.INTEGER,
                DataType.INTEGER);
        assertThat(rows(table)).containsExactly(row("1", "5"), row("7", "9"));
        assertThat(ScannedRows.of(scanner, request(table, 0), null)).containsExactly(row("1"), row("7"));
        assertThat(ScannedRows.of(scanner, request(table), null)).hasSize(2);
    }

    @Test
    void raggedAndMalformedRecordsAreErrors() throws IOException {
        for (String text : List.of("a,b\n1,2\n3\n", "a,b\n1,2\n3,4,5\n", "a,b\n1,2\n\"3\"x,4\n", "a,b\n1,2\n3,\"4\n")) {
            Table table = table(text, Map.of("delimiter", ",", "header", "true", "quote", "\""));
            assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3");
        }
    }

    @Test
    void columnsGoByHeaderNameElseByPosition() throws IOException {
        Map<String, String> header = Map.of("header", "true");
        assertThat(rows(declared("c1,c0\nx,1\n", header, DataType.INTEGER, DataType.VARCHAR)))
                .containsExactly(row("1", "x"));
        assertThat(rows(declared("other,names\n1,x\n", header, DataType.INTEGER, DataType.VARCHAR)))
                .containsExactly(row("1", "x"));
        assertThat(rows(declared("more,c1,c0\nm,x,1\n", header, DataType.INTEGER, DataType.VARCHAR)))
                .containsExactly(row("1", "x"));
        Table wrong = declared("a,b,c\n1,2,3\n", header, DataType.INTEGER, DataType.INTEGER);
        assertFails(() -> rows(wrong), ErrorCode.FILE_CORRUPT, "Header");
    }

    @Test
    void filesOfOneTableMayLackColumns() throws IOException {
        Files.createDirectories(folder.resolve("t"));
        Files.writeString(folder.resolve("t/a.csv"), "id,x\n1,a\n");
        Files.writeString(folder.resolve("t/b.csv"), "y,id\n2.50,3000000000\n");
        Table table = scanner.tableOfPath(folder + "/t");
        assertThat(rows(table)).containsExactly(row("1", "a", null), row("3000000000", null, "2.50"));
    }

    @Test
    void partitionColumnsAreConstants() throws IOException {
        Files.createDirectories(folder.resolve("p/year=2024"));
        Files.writeString(folder.resolve("p/year=2024/a.csv"), "id,x\n1,a\n2,b\n");
        assertThat(rows(scanner.tableOfPath(folder + "/p")))
                .containsExactly(row("1", "a", "2024"), row("2", "b", "2024"));
    }

    @Test
    void filtersSelectRowsBeforeOtherColumnsAreRead() throws IOException {
        StringBuilder text = new StringBuilder("id,name,bad\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(",some longer name ").append(i).append(i % 2 == 0 ? ",1\n" : ",x\n");
        }
        Table table = declared(
                text.toString(), Map.of("header", "true"), DataType.INTEGER, DataType.VARCHAR, DataType.INTEGER);
        RowFilter even = new RowFilter() {
            @Override
            public List<Integer> columns() {
                return List.of(2);
            }

            @Override
            public int select(ColumnBatch batch, int[] selection) {
                int count = 0;
                for (int i = 0; i < batch.rowCount(); i++) {
                    if (RawMemory.getInt(batch.column(2).dataAddress() + 4L * i) % 4000 == 0) {
                        selection[count++] = i;
                    }
                }
                return count;
            }
        };
        assertThat(ScannedRows.of(scanner, request(table, 2, 1, 0), even))
                .containsExactly(
                        row("1", "some longer name 0", "0"),
                        row("1", "some longer name 4000", "4000"),
                        row("1", "some longer name 8000", "8000"),
                        row("1", "some longer name 12000", "12000"),
                        row("1", "some longer name 16000", "16000"));
    }

    @Test
    void aLimitStopsTheReader() throws IOException {
        Table table = table("a\n1\n2\n3\nx\n".replace("x", "4"));
        ScanRequest limited = new ScanRequest(table, List.of(0), List.of(), 2);
        assertThat(ScannedRows.of(scanner, limited, null)).containsExactly(row("1"), row("2"));
    }

    @Test
    void aLongFieldIsReadWhole() throws IOException {
        String longText = "x".repeat(5_000_000);
        assertThat(rows(table("a,b\n1,\"" + longText + "\"\n2,y\n")))
                .containsExactly(row("1", longText), row("2", "y"));
    }

    @Test
    void aQuoteThatIsNeverClosedIsAnErrorEvenInABigFile() throws IOException {
        byte[] bytes = new byte[70 << 20];
        Arrays.fill(bytes, (byte) 'x');
        byte[] head = "a,b\n1,2\n3,\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, bytes, 0, head.length);
        Table table = table("q.csv", bytes, Map.of("delimiter", ",", "header", "true", "quote", "\""));
        assertFails(() -> rows(table), ErrorCode.FILE_CORRUPT, "quote");
    }

    @Test
    void unknownPropertiesAreErrors() {
        assertFails(() -> table("a,b\n1,2\n", Map.of("delimeter", ";")), ErrorCode.INVALID_OPTION_VALUE, "delimeter");
        assertFails(() -> table("a,b\n1,2\n", Map.of("on_error", "ignore")), ErrorCode.INVALID_OPTION_VALUE, "fail");
        assertFails(
                () -> table("a,b\n1,2\n", Map.of("encoding", "klingon")), ErrorCode.INVALID_OPTION_VALUE, "klingon");
        assertFails(() -> table("a,b\n1,2\n", Map.of("delimiter", "")), ErrorCode.INVALID_OPTION_VALUE, "delimiter");
    }

    @Test
    void recordStartsAreRemembered() throws IOException {
        Table table = table("a,b\n" + "1,\"x\ny\"\n".repeat(400_000));
        List<List<@Nullable String>> first = rows(table);
        assertThat(first).hasSize(400_000);
        try (SplitSource splits = scanner.splits(request(table, 0))) {
            int count = 0;
            while (splits.next() != null) {
                count++;
            }
            assertThat(count).isGreaterThan(2);
        }
        assertThat(rows(table)).isEqualTo(first);
    }

    private ScanRequest request(Table table, Integer... columns) {
        return new ScanRequest(table, List.of(columns), List.of(), Long.MAX_VALUE);
    }

    private List<List<@Nullable String>> rows(Table table) {
        return ScannedRows.of(scanner, table);
    }

    private static List<String> names(Table table) {
        return table.dataColumns().stream().map(ColumnDefinition::name).toList();
    }

    private Table table(String text) throws IOException {
        return table(text, Map.of());
    }

    private Table table(String text, Map<String, String> properties) throws IOException {
        return table(Integer.toHexString(text.hashCode()) + ".csv", text.getBytes(StandardCharsets.UTF_8), properties);
    }

    private Table table(String name, byte[] bytes, Map<String, String> properties) throws IOException {
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

    private Table declared(String text, Map<String, String> properties, DataType... types) throws IOException {
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

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }
}
