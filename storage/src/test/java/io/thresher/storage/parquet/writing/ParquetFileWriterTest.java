package io.thresher.storage.parquet.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.file.LocalFileSystem;
import io.thresher.storage.parquet.ParquetFormatReader;
import io.thresher.storage.scan.FileTableScanner;
import io.thresher.storage.scan.ScannedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written comes back, through our reader and parquet-java's, whatever the types, NULLs, dictionaries and borders. */
class ParquetFileWriterTest {
    private static final int FILES = 8;
    private static final long LIMIT = 512L << 20;

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final MemoryPool pool = new MemoryPool(LIMIT);
    private final QueryMemory memory = pool.openQuery("test", LIMIT);

    @AfterEach
    void nothingIsLeftInMemory() {
        assertThat(memory.usedBytes()).isZero();
        memory.close();
        pool.close();
    }

    private static List<List<@Nullable String>> read(Path file) {
        try (LocalFileSystem files = LocalFileSystem.unrestricted()) {
            FileTableScanner scanner =
                    new FileTableScanner(files, Map.of(StorageFormat.PARQUET, new ParquetFormatReader()));
            return ScannedRows.of(scanner, scanner.tableOfPath(file.toString()));
        }
    }

    @Test
    void randomTablesComeBackThroughBothReaders() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Random random = new Random(seed + i);
            ParquetWriteOptions options = new ParquetWriteOptions(
                    1 + random.nextInt(6_000),
                    1 + random.nextInt(2_500),
                    random.nextInt(3) == 0 ? 0 : 100 << random.nextInt(14),
                    random.nextBoolean() ? "SNAPPY" : "UNCOMPRESSED");
            RandomTable table = new RandomTable(random);
            Path file = folder.resolve("f" + i + ".parquet");
            try (ParquetFileWriter writer = new ParquetFileWriter(file, table.columns, options, memory)) {
                table.generate(random.nextInt(8_000), memory, writer::write);
                writer.finish();
            }
            String label = "seed " + (seed + i) + ", " + options;
            assertThat(OracleRows.of(file, table.columns)).as(label).isEqualTo(table.rows);
            if (!table.rows.isEmpty()) {
                assertThat(read(file)).as(label).isEqualTo(table.rows);
            }
        }
    }

    @Test
    void theSchemaComesBack() throws IOException {
        List<ColumnDefinition> columns = new RandomTable(new Random(seed)).columns;
        Path file = folder.resolve("empty.parquet");
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory)) {
            writer.finish();
        }
        try (LocalFileSystem files = LocalFileSystem.unrestricted()) {
            FileTableScanner scanner =
                    new FileTableScanner(files, Map.of(StorageFormat.PARQUET, new ParquetFormatReader()));
            List<ColumnDefinition> found = scanner.tableOfPath(file.toString()).dataColumns();
            assertThat(found).hasSameSizeAs(columns);
            for (int c = 0; c < columns.size(); c++) {
                ColumnDefinition column = columns.get(c);
                // Parquet's strings have no length.
                DataType type = column.type().isText() ? DataType.VARCHAR : column.type();
                assertThat(found.get(c)).isEqualTo(new ColumnDefinition(column.name(), type, column.nullable()));
            }
        }
    }

    @Test
    void rowGroupsMayBeEncodedBesideEachOther() throws IOException {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("n", DataType.BIGINT, false));
        Path file = folder.resolve("n.parquet");
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory);
                RowGroupEncoder first = writer.newRowGroup();
                RowGroupEncoder second = writer.newRowGroup();
                Column column = Column.flat(DataType.BIGINT, memory, 10)) {
            ColumnBatch batch = new ColumnBatch(new Column[] {column}, 10);
            for (int i = 0; i < 10; i++) {
                RawMemory.putLong(column.dataAddress() + 8L * i, i);
            }
            second.write(batch);
            second.finish();
            first.write(batch);
            batch.setRowCount(2);
            first.write(batch);
            first.finish();
            writer.append(first);
            writer.append(second);
            writer.finish();
        }
        try (ParquetFileReader reader = OracleRows.open(file)) {
            assertThat(reader.getRowGroups().stream().map(BlockMetaData::getRowCount))
                    .containsExactly(12L, 10L);
        }
        assertThat(read(file).stream().map(row -> row.get(0)))
                .containsExactly(Stream.of("0 1 2 3 4 5 6 7 8 9 0 1 0 1 2 3 4 5 6 7 8 9".split(" "))
                        .toArray(String[]::new));
    }

    @Test
    void dictionariesAreForValuesThatRepeat() throws IOException {
        ColumnChunkMetaData few = longs("few", 50_000, i -> i % 100L).get(0);
        assertThat(few.getEncodings()).contains(Encoding.RLE_DICTIONARY);
        assertThat(few.getTotalSize()).isLessThan(60_000);
        assertThat(longs("many", 50_000, i -> i * 7L).get(0).getEncodings()).doesNotContain(Encoding.RLE_DICTIONARY);
        assertThat(longs("one", 50_000, i -> 5L).get(0).getTotalSize()).isLessThan(400);
    }

    @Test
    void statisticsAndIndexesSayWhatIsInThePages() throws IOException {
        Path file = folder.resolve("numbers.parquet");
        ColumnChunkMetaData chunk = longs("numbers", 50_000, i -> i - 25_000L).get(0);
        LongStatistics statistics = (LongStatistics) chunk.getStatistics();
        assertThat(statistics.getMin()).isEqualTo(-25_000);
        assertThat(statistics.getMax()).isEqualTo(24_999);
        assertThat(statistics.getNumNulls()).isZero();
        try (ParquetFileReader reader = OracleRows.open(file)) {
            OffsetIndex pages = reader.readOffsetIndex(chunk);
            assertThat(pages.getPageCount()).isEqualTo(3);
            assertThat(pages.getFirstRowIndex(2)).isEqualTo(40_000);
            ColumnIndex index = reader.readColumnIndex(chunk);
            assertThat(index.getMinValues().get(1).getLong(0)).isEqualTo(-5_000);
            assertThat(index.getNullCounts()).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void boundsLeaveNanOutAndHoldBothZeros() throws IOException {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("d", DataType.DOUBLE, true));
        Path file = folder.resolve("d.parquet");
        double[] values = {Double.NaN, 0.0, -0.0, Double.NaN};
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory);
                Column column = Column.flat(DataType.DOUBLE, memory, values.length + 1)) {
            for (int i = 0; i < values.length; i++) {
                RawMemory.putDouble(column.dataAddress() + 8L * i, values[i]);
            }
            column.setNull(values.length, values.length + 1);
            writer.write(new ColumnBatch(new Column[] {column}, values.length + 1));
            writer.finish();
        }
        try (ParquetFileReader reader = OracleRows.open(file)) {
            DoubleStatistics statistics = (DoubleStatistics)
                    reader.getRowGroups().get(0).getColumns().get(0).getStatistics();
            assertThat(statistics.getNumNulls()).isEqualTo(1);
            assertThat(Double.doubleToRawLongBits(statistics.getMin())).isEqualTo(Double.doubleToRawLongBits(-0.0));
            assertThat(Double.doubleToRawLongBits(statistics.getMax())).isEqualTo(Double.doubleToRawLongBits(0.0));
        }
    }

    @Test
    void pagesOfLongTextsEndEarly() throws IOException {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("t", DataType.VARCHAR, true));
        Path file = folder.resolve("t.parquet");
        byte[] text = new byte[1 << 20];
        int rows = 11;
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory);
                Column column = Column.flat(DataType.VARCHAR, memory, rows)) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(text, (byte) ('a' + i));
                column.heap().putBytes(text, 0, text.length, column.dataAddress() + 16L * i);
            }
            writer.write(new ColumnBatch(new Column[] {column}, rows));
            writer.finish();
        }
        try (ParquetFileReader reader = OracleRows.open(file)) {
            ColumnChunkMetaData chunk =
                    reader.getRowGroups().get(0).getColumns().get(0);
            assertThat(reader.readOffsetIndex(chunk).getPageCount()).isEqualTo(3);
            // Nobody wants bounds of a megabyte.
            assertThat(chunk.getStatistics().hasNonNullValue()).isFalse();
            assertThat(reader.readColumnIndex(chunk)).isNull();
        }
        assertThat(read(file).get(10).get(0)).hasSize(1 << 20).startsWith("kkk");
    }

    @Test
    void aFileThatIsNotFinishedIsNotThere() throws IOException {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition("n", DataType.BIGINT, false));
        Path file = folder.resolve("n.parquet");
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory);
                Column column = Column.flat(DataType.BIGINT, memory, 1)) {
            RawMemory.putLong(column.dataAddress(), 1);
            writer.write(new ColumnBatch(new Column[] {column}, 1));
            assertThat(file).doesNotExist();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatParquetHasNoTypeForIsRefusedByName() {
        for (DataType type : Set.of(DataType.NULL, DataType.INTERVAL_DAY_TIME, DataType.INTERVAL_YEAR_MONTH)) {
            List<ColumnDefinition> columns = List.of(new ColumnDefinition("odd", type, true));
            assertThatThrownBy(() ->
                            new ParquetFileWriter(folder.resolve("x"), columns, ParquetWriteOptions.DEFAULT, memory))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED))
                    .hasMessageContaining("odd");
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        Path file = folder.resolve("no").resolve("n.parquet");
        assertThatThrownBy(() -> new ParquetFileWriter(file, List.of(), ParquetWriteOptions.DEFAULT, memory))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_WRITE_FAILED))
                .hasMessageContaining("n.parquet");
    }

    @Test
    void memoryThatIsRefusedLeavesNothingBehind() throws IOException {
        RandomTable table = new RandomTable(new Random(seed));
        try (QueryMemory small = pool.openQuery("small", 300_000);
                ParquetFileWriter writer = new ParquetFileWriter(
                        folder.resolve("t.parquet"), table.columns, ParquetWriteOptions.DEFAULT, small)) {
            assertThatThrownBy(() -> table.generate(100_000, memory, writer::write))
                    .isInstanceOfSatisfying(
                            EngineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private interface LongOfRow {
        long at(int row);
    }

    /** Writes one column of longs and returns its only row group's chunks. */
    private List<ColumnChunkMetaData> longs(String name, int count, LongOfRow values) throws IOException {
        List<ColumnDefinition> columns = List.of(new ColumnDefinition(name, DataType.BIGINT, false));
        Path file = folder.resolve(name + ".parquet");
        try (ParquetFileWriter writer = new ParquetFileWriter(file, columns, ParquetWriteOptions.DEFAULT, memory);
                Column column = Column.flat(DataType.BIGINT, memory, ColumnBatch.MAX_ROWS)) {
            for (int from = 0; from < count; from += ColumnBatch.MAX_ROWS) {
                int rows = Math.min(ColumnBatch.MAX_ROWS, count - from);
                for (int i = 0; i < rows; i++) {
                    RawMemory.putLong(column.dataAddress() + 8L * i, values.at(from + i));
                }
                writer.write(new ColumnBatch(new Column[] {column}, rows));
            }
            writer.finish();
        }
        try (ParquetFileReader reader = OracleRows.open(file)) {
            assertThat(reader.getRowGroups()).hasSize(1);
            return reader.getRowGroups().get(0).getColumns();
        }
    }
}
