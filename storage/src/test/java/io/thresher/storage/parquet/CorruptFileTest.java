package io.thresher.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.scan.ScanRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files end in right row counts or a plain error, soon, with all memory given back. Without checksums a changed
 * value cannot be told from a right one, so values are compared only where pages have checksums.
 */
class CorruptFileTest {
    private static final int MUTATIONS = 2_000;
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final Set<ErrorCode> PLAIN = EnumSet.of(
            ErrorCode.FILE_CORRUPT,
            ErrorCode.NOT_SUPPORTED,
            ErrorCode.BAD_FILE_VALUE,
            ErrorCode.MEMORY_LIMIT_EXCEEDED,
            ErrorCode.TYPE_MISMATCH);

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();

    @Test
    void truncatedFilesAreCorrupt() throws Exception {
        byte[] whole = smallFile(new Random(seed), false);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            Path path = folder.resolve("cut.parquet");
            Files.write(path, cut);
            try (ParquetRows rows = new ParquetRows(path)) {
                fail("Opened a file of " + length + " of " + whole.length + " bytes: " + rows.table.columns());
            } catch (EngineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT);
                assertThat(e.getMessage()).contains("file: ").contains("cut.parquet");
            }
        }
    }

    @Test
    void flippedBytesEndInRightRowsOrAPlainError() throws Exception {
        Path path = folder.resolve("flipped.parquet");
        for (int file = 0; file < 10; file++) {
            Random random = new Random(seed + file);
            byte[] whole = smallFile(random, false);
            Files.write(path, whole);
            int rowCount;
            try (ParquetRows rows = new ParquetRows(path)) {
                rowCount = rows.read(rows.request(List.of(0))).get(0).size();
            }
            for (int i = 0; i < MUTATIONS / 10; i++) {
                mutate(whole, random, path);
                long start = System.nanoTime();
                String label = "seed " + (seed + file) + ", mutation " + i;
                readMutated(path, rowCount, label);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(label)
                        .isLessThan(MOST);
            }
        }
    }

    @Test
    void flippedBytesInPagesWithChecksumsAreNeverWrongValues() throws Exception {
        flipBytesInPagesWithChecksums(seed);
    }

    /** A page that says it has two values more than it has. */
    @Test
    void aPageOfTooManyValuesIsCorrupt() throws Exception {
        flipBytesInPagesWithChecksums(12571495344349L);
    }

    private void flipBytesInPagesWithChecksums(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] whole = smallFile(random, true);
        Path path = folder.resolve("checked.parquet");
        Files.write(path, whole);
        List<List<String>> right;
        try (ParquetRows rows = new ParquetRows(path)) {
            right = rows.read(rows.request(rows.allColumns()));
        }
        int dataEnd = whole.length - 8 - footerBytes(whole);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[4 + random.nextInt(dataEnd - 4)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);
            try (ParquetRows rows = new ParquetRows(path)) {
                for (int column : rows.allColumns()) {
                    try {
                        assertThat(rows.read(rows.request(List.of(column))).get(0))
                                .as("seed " + seed + ", mutation " + i + ", column " + column)
                                .isEqualTo(right.get(column));
                    } catch (EngineException e) {
                        assertThat(e.code()).isIn(PLAIN);
                    }
                }
            }
        }
    }

    @Test
    void aPageOfTwoLengthsThatSaysItIsNotCompressedIsCorrupt() throws Exception {
        Random random = new Random(seed);
        TestColumn column = TestColumn.all().stream()
                .filter(c -> c.schema(Repetition.REQUIRED).asPrimitiveType().getPrimitiveTypeName()
                        == PrimitiveTypeName.INT64)
                .findFirst()
                .orElseThrow();
        for (int rows : new int[] {1000, 2 * SplitPlanner.LARGE_PAGE_ROWS}) {
            TestFile written = new TestFile(List.of(column), rows, random, TestFile.NullPattern.REQUIRED);
            java.util.Arrays.fill(written.values[0], written.values[0][0]);
            written.version = WriterVersion.PARQUET_2_0;
            written.codec = CompressionCodecName.SNAPPY;
            written.dictionary = false;
            written.pageBytes = 1 << 28;
            written.pageRows = 1 << 28;
            Path path = folder.resolve("lengths.parquet");
            written.write(path);
            byte[] bytes = Files.readAllBytes(path);
            bytes[compressedFlag(bytes, 4)] = 0x12;
            Files.write(path, bytes);
            try (ParquetRows damaged = new ParquetRows(path)) {
                assertThatThrownBy(() -> damaged.read(damaged.request(List.of(0))))
                        .as("rows %s", rows)
                        .isInstanceOf(EngineException.class)
                        .hasMessageContaining("Page size is not sound");
            }
        }
    }

    /** Where the page header at {@code from} (Thrift, compact) says that a V2 page is compressed: true is 0x11. */
    private static int compressedFlag(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != 0x5C) {
            at = afterInt(bytes, at);
        }
        at++;
        while (bytes[at] == 0x15) {
            at = afterInt(bytes, at);
        }
        assertThat(bytes[at]).isEqualTo((byte) 0x11);
        return at;
    }

    private static int afterInt(byte[] bytes, int field) {
        int at = field + 1;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    private static int footerBytes(byte[] file) {
        int at = file.length - 8;
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24;
    }

    private static void mutate(byte[] whole, Random random, Path path) throws Exception {
        byte[] damaged = whole.clone();
        int changes = 1 + random.nextInt(3);
        for (int k = 0; k < changes; k++) {
            // Half of the changes hit the footer, which is small.
            int at = random.nextBoolean()
                    ? random.nextInt(damaged.length)
                    : damaged.length - 1 - random.nextInt(Math.min(damaged.length, footerBytes(whole) + 8));
            damaged[at] =
                    random.nextBoolean() ? (byte) (damaged[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt(256);
        }
        Files.write(path, damaged);
    }

    private static void readMutated(Path path, int rowCount, String label) {
        try (ParquetRows rows = new ParquetRows(path)) {
            rows.memoryLimit = 64L << 20;
            int columns = rows.allColumns().size();
            for (int column = 0; column < columns; column++) {
                try {
                    ScanRequest request = rows.request(List.of(column));
                    assertThat(rows.read(request).get(0)).as(label).hasSize(rowCount);
                } catch (EngineException e) {
                    assertThat(e.code()).as(label).isIn(PLAIN);
                }
            }
        } catch (EngineException e) {
            assertThat(e.code()).as(label).isIn(PLAIN);
        }
    }

    private byte[] smallFile(Random random, boolean checksum) throws Exception {
        List<TestColumn> all = TestColumn.all();
        java.util.Collections.shuffle(all, random);
        TestFile written = new TestFile(all.subList(0, 6), 300, random);
        written.version = random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0;
        written.codec = new CompressionCodecName[] {
                    CompressionCodecName.UNCOMPRESSED,
                    CompressionCodecName.SNAPPY,
                    CompressionCodecName.ZSTD,
                    CompressionCodecName.GZIP,
                    CompressionCodecName.LZ4_RAW
                }
                [random.nextInt(5)];
        written.dictionary = random.nextBoolean();
        written.checksum = checksum;
        written.pageRows = 50 + random.nextInt(200);
        written.rowGroupRows = 200;
        Path path = folder.resolve("whole.parquet");
        written.write(path);
        return Files.readAllBytes(path);
    }
}
