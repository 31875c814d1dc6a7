package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.ErrorCode;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.SplitSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatReaderTest extends CsvTables {
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
}
