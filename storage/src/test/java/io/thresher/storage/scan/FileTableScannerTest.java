package io.thresher.storage.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.LocalFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTableScannerTest {
    @TempDir
    Path folder;

    private final LocalFileSystem fileSystem = LocalFileSystem.unrestricted();
    private final HeaderReader reader = new HeaderReader();
    private final FileTableScanner scanner = new FileTableScanner(
            fileSystem, Map.of(StorageFormat.PARQUET, reader, StorageFormat.CSV, reader, StorageFormat.JSON, reader));

    @AfterEach
    void close() {
        fileSystem.close();
    }

    @Test
    void aFolderOfPartitionsBecomesATable() throws IOException {
        write("t/year=2023/day=2023-01-05/a.parquet", "PAR1 id INTEGER");
        write("t/year=2024/day=__HIVE_DEFAULT_PARTITION__/b.parquet", "PAR1 id BIGINT,name VARCHAR");
        Table table = scanner.tableOfPath(folder + "/t");
        assertThat(table.format()).isEqualTo(StorageFormat.PARQUET);
        assertThat(table.name().schema()).isEmpty();
        assertThat(table.dataColumns())
                .containsExactly(
                        new ColumnDefinition("id", DataType.BIGINT, false),
                        new ColumnDefinition("name", DataType.VARCHAR, true));
        assertThat(table.partitionColumns())
                .containsExactly(
                        new ColumnDefinition("year", DataType.INTEGER, false),
                        new ColumnDefinition("day", DataType.DATE, true));
        assertThat(scan(table, List.of()))
                .extracting(Split::partitionValues)
                .extracting(Object::toString)
                .containsExactly("[2023, 2023-01-05]", "[2024, null]");
    }

    @Test
    void aCatalogTablesInferredColumnsMayBeNullBecauseFilesAreAddedLater() throws IOException {
        write("t/year=2023/a.parquet", "PAR1 id INTEGER");
        Table direct = scanner.tableOfPath(folder + "/t");
        assertThat(direct.columns()).noneMatch(ColumnDefinition::nullable);
        Table kept = scanner.complete(new Table(
                direct.name(),
                List.of(),
                List.of(),
                StorageFormat.PARQUET,
                direct.location(),
                Map.of(),
                TableStatistics.UNKNOWN));
        assertThat(kept.columns()).hasSize(2).allMatch(ColumnDefinition::nullable);
    }

    @Test
    void columnsMayBeNullWhereNotEveryFileWasOpened() throws IOException {
        for (int i = 0; i < 1002; i++) {
            write("many/" + i + ".parquet", "PAR1 id INTEGER");
        }
        assertThat(scanner.tableOfPath(folder + "/many").columns()).allMatch(ColumnDefinition::nullable);
    }

    @Test
    void partitionsThatCannotMatchAreNotPlanned() throws IOException {
        for (int year = 2020; year < 2026; year++) {
            write("t/year=" + year + "/a.csv", "id INTEGER");
            write("t/year=" + year + "/b.csv", "id INTEGER");
        }
        write("t/year=__HIVE_DEFAULT_PARTITION__/c.csv", "id INTEGER");
        Table table = scanner.tableOfPath(folder + "/t");
        SplitSource source = scanner.splits(new ScanRequest(
                table, List.of(0), List.of(new ColumnPredicate.Range(1, 2022L, false, 2024L, true)), Long.MAX_VALUE));
        assertThat(splits(source)).hasSize(4);
        assertThat(source.metrics().partitionsPruned.sum()).isEqualTo(5);
        assertThat(source.metrics().files.sum()).isEqualTo(4);
        assertThat(scan(table, List.of(new ColumnPredicate.InList(1, List.of(2020L, 2025L, 7L)))))
                .hasSize(4);
        assertThat(scan(table, List.of(new ColumnPredicate.NullTest(1, true)))).hasSize(1);
        assertThat(scan(table, List.of(new ColumnPredicate.NullTest(1, false)))).hasSize(12);
        assertThat(scan(table, List.of(new ColumnPredicate.Range(0, 1L, true, 1L, true))))
                .hasSize(13);
    }

    @Test
    void filesArePlannedOnlyWhenTheirSplitsAreAskedFor() throws IOException {
        write("t/a.csv", "id INTEGER");
        write("t/b.csv", "id INTEGER");
        Table table = scanner.tableOfPath(folder + "/t");
        SplitSource source = scanner.splits(new ScanRequest(table, List.of(0), List.of(), Long.MAX_VALUE));
        assertThat(reader.planned).hasValue(0);
        assertThat(source.next()).isNotNull();
        assertThat(reader.planned).hasValue(1);
        source.close();
        assertThat(source.next()).isNull();
    }

    @Test
    void aConflictOfTypesNamesFileAndColumn() throws IOException {
        write("t/a.parquet", "PAR1 id INTEGER");
        write("t/b.parquet", "PAR1 id VARCHAR");
        assertThatThrownBy(() -> scanner.tableOfPath(folder + "/t"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("column id")
                .hasMessageContaining("b.parquet");
    }

    @Test
    void aConflictOfTypesInTextFilesIsText() throws IOException {
        write("t/a.csv", "id INTEGER,d DATE,n NULL");
        write("t/b.csv", "id VARCHAR,d TIMESTAMP");
        assertThat(scanner.tableOfPath(folder + "/t").dataColumns())
                .extracting(ColumnDefinition::type)
                .containsExactly(DataType.VARCHAR, DataType.timestamp(6), DataType.VARCHAR);
    }

    @Test
    void formatsAreToldBySuffixAndContent() throws IOException {
        for (String[] file : new String[][] {
            {"a.parquet", "PAR1 x INTEGER", "PARQUET"},
            {"a.csv", "{ x INTEGER", "CSV"},
            {"a.TSV", "x INTEGER", "CSV"},
            {"a.csv.gz", "x INTEGER", "CSV"},
            {"a.jsonl.zst", "x INTEGER", "JSON"},
            {"plain", "PAR1 x INTEGER", "PARQUET"},
            {"plain2", "  {\"a\": 1}", "JSON"},
            {"plain3", "[ {\"a\": 1}]", "JSON"},
            {"plain4", "x INTEGER", "CSV"},
        }) {
            write(file[0], file[1]);
            assertThat(scanner.tableOfPath(folder + "/" + file[0]).format().name())
                    .isEqualTo(file[2]);
        }
    }

    @Test
    void mixedFormatsAndMixedPartitionsAreRefused() throws IOException {
        write("mixed/a.parquet", "PAR1 x INTEGER");
        write("mixed/b.csv", "x INTEGER");
        assertFails(() -> scanner.tableOfPath(folder + "/mixed"), ErrorCode.NOT_SUPPORTED);
        write("keys/a=1/a.csv", "x INTEGER");
        write("keys/b=1/b.csv", "x INTEGER");
        assertFails(() -> scanner.tableOfPath(folder + "/keys"), ErrorCode.INVALID_TABLE_DEFINITION);
    }

    @Test
    void noFilesIsAnError() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertFails(() -> scanner.tableOfPath(folder + "/empty"), ErrorCode.FILE_NOT_FOUND);
        assertFails(() -> scanner.tableOfPath(folder + "/missing.csv"), ErrorCode.FILE_NOT_FOUND);
        assertFails(() -> scanner.tableOfPath(folder + "/*.csv"), ErrorCode.FILE_NOT_FOUND);
        write("zero.csv", "");
        assertFails(() -> scanner.tableOfPath(folder + "/zero.csv"), ErrorCode.FILE_CORRUPT);
    }

    @Test
    void statisticsAddUpAndAreRemembered() throws IOException {
        write("t/p=1/a.csv", "id INTEGER");
        write("t/p=2/b.csv", "id INTEGER,extra INTEGER");
        Table table = scanner.tableOfPath(folder + "/t");
        TableStatistics statistics = scanner.statistics(table);
        assertThat(statistics.rowCount()).isEqualTo(20);
        assertThat(statistics.column("id")).isEqualTo(new ColumnStatistics(0, 5, 10L, 24L, 4));
        assertThat(statistics.column("p").distinctCount()).isEqualTo(2);
        assertThat(statistics.column("p").max()).isEqualTo(2L);
        int opened = reader.opened.get();
        assertThat(scanner.statistics(scanner.tableOfPath(folder + "/t"))).isEqualTo(statistics);
        assertThat(reader.opened).hasValue(opened);
    }

    @Test
    void declaredColumnsAreKeptAndMissingPropertiesSniffed() throws IOException {
        write("t/p=x%2Fy/a.csv", "id INTEGER");
        Table bare = scanner.tableOfPath(folder + "/t");
        List<ColumnDefinition> declared = List.of(new ColumnDefinition("other", DataType.DOUBLE, true));
        List<ColumnDefinition> partition = List.of(new ColumnDefinition("P", DataType.VARCHAR, true));
        Table table = scanner.complete(new Table(
                bare.name(),
                declared,
                partition,
                StorageFormat.CSV,
                bare.location(),
                Map.of("quote", "'"),
                TableStatistics.UNKNOWN));
        assertThat(table.dataColumns()).isEqualTo(declared);
        assertThat(table.properties()).containsEntry("quote", "'").containsEntry("delimiter", ",");
        assertThat(scan(table, List.of()).get(0).partitionValues()).containsExactly("x/y");
    }

    private List<Split> scan(Table table, List<ColumnPredicate> predicates) {
        return splits(scanner.splits(new ScanRequest(table, List.of(0), predicates, Long.MAX_VALUE)));
    }

    private static List<Split> splits(SplitSource source) {
        List<Split> splits = new ArrayList<>();
        for (Split split = source.next(); split != null; split = source.next()) {
            splits.add(split);
        }
        return splits;
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** A format whose files hold "name TYPE,..." and say they have ten rows. */
    private static final class HeaderReader implements FormatReader {
        private final AtomicInteger planned = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public List<ColumnDefinition> inferSchema(FileSystem files, FileStatus file, Map<String, String> properties) {
            opened.incrementAndGet();
            List<ColumnDefinition> columns = new ArrayList<>();
            try {
                String text = Files.readString(Path.of(file.location().path())).replace("PAR1 ", "");
                for (String column : text.split(",")) {
                    String[] parts = column.split(" ");
                    DataType type = switch (parts.length < 2 ? "" : parts[1]) {
                        case "INTEGER" -> DataType.INTEGER;
                        case "BIGINT" -> DataType.BIGINT;
                        case "DATE" -> DataType.DATE;
                        case "TIMESTAMP" -> DataType.TIMESTAMP;
                        case "NULL" -> DataType.NULL;
                        default -> DataType.VARCHAR;
                    };
                    columns.add(new ColumnDefinition(parts[0], type, false));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return columns;
        }

        @Override
        public Map<String, String> sniff(FileSystem files, FileStatus file, Map<String, String> properties) {
            opened.incrementAndGet();
            return Map.of("delimiter", ",", "quote", "\"");
        }

        @Override
        public TableStatistics statistics(FileSystem files, FileStatus file, Table table) {
            opened.incrementAndGet();
            long low = file.location().name().charAt(0) == 'a' ? 10 : 15;
            return new TableStatistics(10, file.length(), Map.of("id", new ColumnStatistics(0, 5, low, low + 9, 4)));
        }

        @Override
        public List<Split> split(
                FileSystem files,
                FileStatus file,
                List<@Nullable String> values,
                ScanRequest request,
                ScanMetrics metrics) {
            planned.incrementAndGet();
            return List.of(new Split(file, values, 0, file.length(), -1, -1, -1));
        }

        @Override
        public BatchReader open(
                FileSystem files,
                Split split,
                ScanRequest request,
                @Nullable RowFilter filter,
                QueryMemory memory,
                ScanMetrics metrics) {
            throw new IllegalStateException("Not read in these tests");
        }
    }
}
