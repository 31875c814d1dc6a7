package io.thresher.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One large row group becomes several splits that together give each row once. */
class SplitPlannerTest {
    private static final int ROWS = 330_000;

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();

    @Test
    void cutsALargeRowGroupAtPages() throws Exception {
        checkCut(20_000, 3);
    }

    @Test
    void cutsInsideOfOneLargePage() throws Exception {
        checkCut(ROWS, 2);
    }

    private void checkCut(int pageRows, int fewestSplits) throws Exception {
        Random random = new Random(seed);
        List<TestColumn> columns = TestColumn.all().stream()
                .filter(c -> List.of("i32", "i64", "s_few", "s").contains(c.name()))
                .toList();
        TestFile written = new TestFile(columns, ROWS, random, TestFile.NullPattern.FEW);
        written.pageRows = pageRows;
        written.pageBytes = pageRows == ROWS ? 1 << 30 : 1 << 20;
        written.dictionaryBytes = 8 << 20;
        Path path = folder.resolve("large.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            ScanRequest request = rows.request(rows.allColumns());
            List<Split> splits = rows.splits(request);
            assertThat(splits).hasSizeGreaterThanOrEqualTo(fewestSplits);
            long next = 0;
            for (Split split : splits) {
                assertThat(split.firstRow()).isEqualTo(next);
                next += split.rowCount();
            }
            assertThat(next).isEqualTo(ROWS);
            List<List<String>> whole = rows.read(request, List.of(whole(splits)), null);
            assertThat(rows.read(request, splits, null)).isEqualTo(whole);
            for (int c = 0; c < columns.size(); c++) {
                for (int row = 0; row < ROWS; row += 97) {
                    assertThat(whole.get(c).get(row)).isEqualTo(written.expected(c, row));
                }
            }
        }
    }

    private static Split whole(List<Split> splits) {
        Split first = splits.get(0);
        return new Split(first.file(), first.partitionValues(), 0, 0, 0, 0, ROWS);
    }

    @Test
    void twoThreadsReadTheSplitsOfOneRowGroup() throws Exception {
        Random random = new Random(seed);
        TestFile written = new TestFile(TestColumn.all().subList(0, 3), ROWS, random, TestFile.NullPattern.FEW);
        written.pageRows = ROWS;
        written.pageBytes = 1 << 30;
        Path path = folder.resolve("threads.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            ScanRequest request = rows.request(rows.allColumns());
            List<Split> splits = rows.splits(request);
            List<List<List<String>>> parts = new ArrayList<>();
            splits.forEach(s -> parts.add(rows.read(request, List.of(s), null)));
            List<List<String>> together = rows.readParallel(request, splits, 2);
            for (int c = 0; c < 3; c++) {
                List<String> expected = new ArrayList<>();
                for (List<List<String>> part : parts) {
                    expected.addAll(part.get(c));
                }
                assertThat(together.get(c)).isEqualTo(expected);
            }
        }
    }
}
