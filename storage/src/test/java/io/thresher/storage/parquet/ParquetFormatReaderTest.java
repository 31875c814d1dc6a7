package io.thresher.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random files of all flat types, written by parquet-java in all ways it has, must read as they were written. */
class ParquetFormatReaderTest {
    private static final int FILES = 10;

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();

    @Test
    void readsAllTypesInAllEncodingsAndCodecs() throws Exception {
        for (int i = 0; i < FILES; i++) {
            Random random = new Random(seed + i);
            TestFile written = new TestFile(TestColumn.all(), random.nextInt(8_000), random).randomize(random);
            Path path = folder.resolve("f" + i + ".parquet");
            written.write(path);
            try (ParquetRows rows = new ParquetRows(path)) {
                String label = "seed " + (seed + i) + ", " + written.describe();
                assertThat(rows.table.columns().stream().map(c -> c.type().toString()))
                        .as(label)
                        .containsExactlyElementsOf(written.columns.stream()
                                .map(TestColumn::sqlType)
                                .toList());
                ScanRequest request = rows.request(rows.allColumns());
                check(written, rows.read(request), IntStream.range(0, written.rowCount()), label);
            }
        }
    }

    @Test
    void readsTheSameRowsHoweverTheFileIsCut() throws Exception {
        for (int i = 0; i < 5; i++) {
            Random random = new Random(seed + i);
            TestFile written = new TestFile(TestColumn.all(), 8_000, random).randomize(random);
            Path path = folder.resolve("f" + i + ".parquet");
            written.write(path);
            try (ParquetRows rows = new ParquetRows(path)) {
                String label = "seed " + (seed + i) + ", " + written.describe();
                ScanRequest request = rows.request(rows.allColumns());
                List<Split> cut = new ArrayList<>();
                for (Split split : rows.splits(request)) {
                    cutAtRandom(split, random, cut);
                }
                check(written, rows.read(request, cut, null), IntStream.range(0, written.rowCount()), label);
            }
        }
    }

    private static void cutAtRandom(Split split, Random random, List<Split> cut) {
        long first = split.firstRow();
        long end = first + split.rowCount();
        while (first < end) {
            long rows = Math.min(end - first, 1 + random.nextInt(7000));
            cut.add(new Split(split.file(), split.partitionValues(), 0, 0, split.rowGroup(), first, rows));
            first += rows;
        }
    }

    @Test
    void filtersBeforeDecodingTheOtherColumns() throws Exception {
        for (int i = 0; i < 5; i++) {
            Random random = new Random(seed + i);
            TestFile written = new TestFile(TestColumn.all(), 8_000, random).randomize(random);
            Path path = folder.resolve("f" + i + ".parquet");
            written.write(path);
            boolean[] passes = new boolean[written.rowCount()];
            int from = random.nextInt(passes.length);
            int to = from + random.nextInt(passes.length - from);
            for (int row = from; row < to; row++) {
                passes[row] = random.nextInt(3) == 0;
            }
            try (ParquetRows rows = new ParquetRows(path)) {
                String label = "seed " + (seed + i) + ", " + written.describe();
                ScanRequest request = rows.request(rows.allColumns());
                List<List<String>> read = rows.read(
                        request, rows.splits(request), new ByRowNumber(passes, random.nextInt(written.columns.size())));
                check(written, read, IntStream.range(0, passes.length).filter(r -> passes[r]), label);
            }
        }
    }

    @Test
    void aNullInAColumnDefinedNotNullIsAnErrorEvenIfTheColumnIsNotRead() throws Exception {
        Random random = new Random(seed);
        TestFile written = new TestFile(TestColumn.all().subList(0, 2), 1_000, random, TestFile.NullPattern.FEW);
        Path path = folder.resolve("nulls.parquet");
        written.write(path);
        try (LocalFileSystem files = LocalFileSystem.unrestricted()) {
            FileTableScanner scanner =
                    new FileTableScanner(files, Map.of(StorageFormat.PARQUET, new ParquetFormatReader()));
            Table found = scanner.tableOfPath(path.toString());
            List<ColumnDefinition> columns = new ArrayList<>(found.dataColumns());
            columns.set(
                    0,
                    new ColumnDefinition(columns.get(0).name(), columns.get(0).type(), false));
            columns.add(new ColumnDefinition("later", DataType.INTEGER, true));
            for (String missing : new String[] {"", "absent"}) {
                if (!missing.isEmpty()) {
                    columns.set(0, new ColumnDefinition(missing, DataType.INTEGER, false));
                }
                Table defined = new Table(
                        found.name(),
                        columns,
                        List.of(),
                        found.format(),
                        found.location(),
                        Map.of(),
                        found.statistics());
                for (List<Integer> read : List.of(List.of(0), List.<Integer>of(), List.of(1))) {
                    ScanRequest request = new ScanRequest(defined, read, List.of(), Long.MAX_VALUE);
                    assertThatThrownBy(() -> ScannedRows.of(scanner, request, null))
                            .isInstanceOfSatisfying(
                                    EngineException.class,
                                    e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_FILE_VALUE))
                            .hasMessageContaining("NOT NULL")
                            .hasMessageContaining("nulls.parquet");
                }
            }
        }
    }

    @Test
    void columnsWhoseNamesDifferInCaseGetNumbers() throws Exception {
        TestColumn first = TestColumn.all().get(0);
        List<TestColumn> columns = new ArrayList<>();
        for (String name : List.of("a", "b", "A", "A_1")) {
            columns.add(new TestColumn(
                    name,
                    first.type(),
                    first.fixedBytes(),
                    first.logical(),
                    first.sqlType(),
                    first.generator(),
                    first.expected()));
        }
        Random random = new Random(seed);
        TestFile written = new TestFile(columns, 500, random).randomize(random);
        Path path = folder.resolve("case.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            assertThat(rows.table.columns().stream().map(ColumnDefinition::name))
                    .containsExactly("a", "b", "A_1", "A_1_1");
            List<List<String>> read = rows.read(rows.request(rows.allColumns()));
            check(written, read, IntStream.range(0, 500), "seed " + seed + ", " + written.describe());
        }
    }

    /** Selects by row number in the file; only for splits read in order. */
    private static final class ByRowNumber implements RowFilter {
        private final boolean[] passes;
        private final int column;
        private int next;

        ByRowNumber(boolean[] passes, int column) {
            this.passes = passes;
            this.column = column;
        }

        @Override
        public List<Integer> columns() {
            return List.of(column);
        }

        @Override
        public int select(ColumnBatch batch, int[] selection) {
            int count = 0;
            for (int i = 0; i < batch.rowCount(); i++) {
                ParquetRows.text(batch.column(column), i);
                if (passes[next++]) {
                    selection[count++] = i;
                }
            }
            return count;
        }
    }

    @Test
    void stopsAtTheLimit() throws Exception {
        TestFile written = new TestFile(TestColumn.all(), 9_000, new Random(seed));
        Path path = folder.resolve("limit.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            ScanRequest request = new ScanRequest(rows.table, List.of(1, 2), List.of(), 5000);
            check(written, List.of(rows.read(request).get(0)), List.of(1), IntStream.range(0, 5000), "seed " + seed);
        }
    }

    @Test
    void countsRowsWithoutColumns() throws Exception {
        TestFile written = new TestFile(TestColumn.all(), 9_001, new Random(seed));
        written.rowGroupRows = 4000;
        Path path = folder.resolve("count.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            ScanRequest request = rows.request(List.of());
            assertThat(rows.splits(request).stream().mapToLong(Split::rowCount).sum())
                    .isEqualTo(9_001);
            assertThat(rows.read(request)).isEmpty();
        }
    }

    @Test
    void readsColumnsThatTheFileLacksAsNull() throws Exception {
        TestFile written = new TestFile(TestColumn.all().subList(0, 2), 10, new Random(seed));
        Path path = folder.resolve("lacks.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            List<ColumnDefinition> more = new ArrayList<>(rows.table.dataColumns());
            more.add(new ColumnDefinition("other", io.thresher.batch.DataType.VARCHAR, true));
            var table = new io.thresher.storage.catalog.Table(
                    rows.table.name(),
                    more,
                    List.of(new ColumnDefinition("part", io.thresher.batch.DataType.INTEGER, true)),
                    rows.table.format(),
                    rows.table.location(),
                    rows.table.properties(),
                    rows.table.statistics());
            ScanRequest request = new ScanRequest(table, List.of(3, 2), List.of(), Long.MAX_VALUE);
            List<Split> splits = rows.reader.split(rows.files, rows.file, List.of("7"), request, rows.metrics);
            List<List<String>> read = rows.read(request, splits, null);
            assertThat(read.get(0)).hasSize(10).containsOnly("7");
            assertThat(read.get(1)).hasSize(10).containsOnlyNulls();
        }
    }

    private static void check(TestFile written, List<List<String>> read, IntStream rowNumbers, String label) {
        List<Integer> columns =
                IntStream.range(0, written.columns.size()).boxed().toList();
        check(written, read, columns, rowNumbers, label);
    }

    private static void check(
            TestFile written, List<List<String>> read, List<Integer> columns, IntStream rowNumbers, String label) {
        int[] rows = rowNumbers.toArray();
        for (int c = 0; c < read.size(); c++) {
            int column = columns.get(c);
            String place = label + ", column " + written.columns.get(column).name();
            assertThat(read.get(c)).as(place).hasSize(rows.length);
            for (int i = 0; i < rows.length; i++) {
                String expected = written.expected(column, rows[i]);
                if (!java.util.Objects.equals(expected, read.get(c).get(i))) {
                    assertThat(read.get(c).get(i))
                            .as(place + ", row " + rows[i])
                            .isEqualTo(expected);
                }
            }
        }
    }
}
