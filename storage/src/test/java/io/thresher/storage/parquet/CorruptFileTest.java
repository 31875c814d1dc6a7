package io.thresher.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;
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
