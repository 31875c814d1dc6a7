package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.text.BadValuePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random text, cut and windowed in every way, reads as the plain parser reads it from front to back. */
class CsvSplittingTest {
    private static final int FILES = 25;
    private static final int CUTS = 4;
    private static final int[] SPLIT_BYTES = {1, 2, 5, 13, 100, 1 << 20};
    private static final int[] WINDOW_BYTES = {64, 200, 1 << 20};
    private static final int COLUMNS = 3;

    @TempDir
    Path folder;

    @Test
    void anyCutAndAnyWindowGiveTheSameRows() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (LocalFileSystem fileSystem = LocalFileSystem.unrestricted()) {
            for (int file = 0; file < FILES; file++) {
                CsvDialect dialect = dialect(random);
                byte[] bytes = randomText(random, dialect).getBytes(StandardCharsets.UTF_8);
                Path path = Files.write(folder.resolve("f" + file + ".csv"), bytes);
                List<List<@Nullable String>> expected = expected(bytes, dialect);
                Table table = table(fileSystem, path, dialect);
                for (int cut = 0; cut < CUTS; cut++) {
                    int splitBytes = SPLIT_BYTES[random.nextInt(SPLIT_BYTES.length)];
                    int windowBytes = WINDOW_BYTES[random.nextInt(WINDOW_BYTES.length)];
                    CsvFormatReader reader = new CsvFormatReader(splitBytes, 4096, windowBytes);
                    FileTableScanner scanner = new FileTableScanner(fileSystem, Map.of(StorageFormat.CSV, reader));
                    for (int run = 0; run < 2; run++) {
                        List<List<@Nullable String>> rows = ScannedRows.of(scanner, table);
                        assertThat(firstDifference(rows, expected))
                                .as(
                                        "seed %s, file %s, split %s, window %s, run %s, %s",
                                        seed, file, splitBytes, windowBytes, run, dialect)
                                .isEmpty();
                    }
                }
            }
        }
    }

    private static String firstDifference(List<List<@Nullable String>> rows, List<List<@Nullable String>> expected) {
        for (int i = 0; i < Math.max(rows.size(), expected.size()); i++) {
            String row = i < rows.size() ? rows.get(i).toString() : "nothing";
            String wanted = i < expected.size() ? expected.get(i).toString() : "nothing";
            if (!row.equals(wanted)) {
                return "row " + i + ": " + row + ", expected " + wanted;
            }
        }
        return "";
    }

    private static CsvDialect dialect(Random random) {
        return new CsvDialect(
                (byte) (random.nextBoolean() ? ',' : '|'),
                random.nextInt(8) == 0 ? -1 : '"',
                random.nextInt(3) == 0 ? '\\' : -1,
                random.nextInt(3) == 0 ? '#' : -1,
                random.nextBoolean(),
                random.nextInt(3),
                random.nextBoolean() ? null : "NA",
                StandardCharsets.UTF_8,
                BadValuePolicy.SKIP);
    }

    private static String randomText(Random random, CsvDialect dialect) {
        String[] ends = {"\n", "\r\n", "\r"};
        String end = ends[random.nextInt(ends.length)];
        StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
        text.append(("skip, \"me" + end).repeat(dialect.skipRows()));
        if (dialect.header()) {
            text.append("c0").append((char) dialect.delimiter()).append("c1");
            text.append((char) dialect.delimiter()).append("c2").append(end);
        }
        int rows = 1 + random.nextInt(60);
        boolean clean = random.nextBoolean();
        for (int row = 0; row < rows; row++) {
            int fields = clean || random.nextInt(10) > 0 ? COLUMNS : random.nextInt(5);
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : String.valueOf((char) dialect.delimiter()));
                text.append(randomField(random, dialect, clean));
            }
            text.append(row == rows - 1 && random.nextBoolean() ? "" : random.nextInt(9) == 0 ? "\n\n" : end);
        }
        return text.toString();
    }

    private static String randomField(Random random, CsvDialect dialect, boolean clean) {
        boolean quoted = dialect.quote() >= 0 && random.nextInt(3) == 0;
        String[] parts = quoted
                ? new String[] {"a", "é", "\n", "\r", ",", "|", "\"\"", "#", " ", "longer text", "NA", "\\\""}
                : new String[] {"b", "1", "😀", " ", "x\"y", "#", "NA", "some words", "\\,", "\\\\"};
        StringBuilder field = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String part = parts[random.nextInt(parts.length)];
            boolean escapes = part.contains("\\");
            if (!escapes || dialect.escape() >= 0) {
                field.append(part);
            }
        }
        if (quoted) {
            field.insert(0, '"').append('"');
        }
        if (!clean && random.nextInt(30) == 0) {
            field.append("\"x");
        }
        return field.toString();
    }

    private static List<List<@Nullable String>> expected(byte[] bytes, CsvDialect dialect) {
        int start = CsvLayout.afterLines(bytes, dialect.skipRows());
        CsvRecords records = new CsvRecords(bytes, start, true, dialect);
        List<List<@Nullable String>> rows = new ArrayList<>();
        boolean header = dialect.header() && records.next();
        assertThat(header).isEqualTo(dialect.header());
        while (records.next()) {
            int fields = records.fieldCount();
            boolean trailing = fields == COLUMNS + 1 && records.length(COLUMNS) == 0 && !records.isQuoted(COLUMNS);
            if (records.malformed() || (fields != COLUMNS && !trailing)) {
                continue;
            }
            List<@Nullable String> row = new ArrayList<>();
            for (int field = 0; field < COLUMNS; field++) {
                row.add(records.isNull(field) ? null : records.text(field));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Table table(LocalFileSystem fileSystem, Path path, CsvDialect dialect) {
        Map<String, String> properties = new java.util.HashMap<>(Map.of(
                "delimiter",
                String.valueOf((char) dialect.delimiter()),
                "quote",
                dialect.quote() < 0 ? "" : String.valueOf((char) dialect.quote()),
                "escape",
                dialect.escape() < 0 ? "" : String.valueOf((char) dialect.escape()),
                "comment",
                dialect.comment() < 0 ? "" : String.valueOf((char) dialect.comment()),
                "header",
                String.valueOf(dialect.header()),
                "skip_rows",
                String.valueOf(dialect.skipRows()),
                "on_error",
                "skip"));
        if (dialect.nullText() != null) {
            properties.put("null", dialect.nullText());
        } else {
            properties.put("null", "");
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            columns.add(new ColumnDefinition("c" + i, DataType.VARCHAR, true));
        }
        return new Table(
                new TableName("", "t"),
                columns,
                List.of(),
                StorageFormat.CSV,
                fileSystem.parse(path.toString()),
                properties,
                TableStatistics.UNKNOWN);
    }
}
