package io.thresher.storage.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.TypeKind;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.ScanRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row groups are left out only if no row of theirs passes, and are left out where statistics tell. */
class StatisticsPrunerTest {
    @TempDir
    Path folder;

    private final long seed = System.nanoTime();

    @Test
    void neverDropsARowThatPasses() throws Exception {
        for (int i = 0; i < 5; i++) {
            Random random = new Random(seed + i);
            TestFile written = new TestFile(TestColumn.all(), 2_000, random).randomize(random);
            written.rowGroupRows = 20 + random.nextInt(200);
            Path path = folder.resolve("f" + i + ".parquet");
            written.write(path);
            try (ParquetRows rows = new ParquetRows(path)) {
                for (int column = 0; column < written.columns.size(); column++) {
                    for (int k = 0; k < 3; k++) {
                        checkPredicate(rows, written, column, random, "seed " + (seed + i));
                    }
                }
            }
        }
    }

    private void checkPredicate(ParquetRows rows, TestFile written, int column, Random random, String seedText) {
        Object low = domainValue(rows, written, column, random.nextInt(written.rowCount()));
        Object high = domainValue(rows, written, column, random.nextInt(written.rowCount()));
        ColumnPredicate predicate = switch (random.nextInt(5)) {
            case 0 -> new ColumnPredicate.NullTest(column, random.nextBoolean());
            case 1 -> low == null ? null : new ColumnPredicate.InList(column, List.of(low));
            case 2 -> low == null ? null : new ColumnPredicate.Range(column, low, random.nextBoolean(), null, true);
            case 3 -> new ColumnPredicate.Range(column, null, false, high, random.nextBoolean());
            default -> new ColumnPredicate.Range(column, low, random.nextBoolean(), high, random.nextBoolean());
        };
        if (predicate == null) {
            return;
        }
        ScanRequest all = rows.request(List.of(column));
        ScanRequest pruned = rows.request(List.of(column), predicate);
        List<Object> expected = passing(rows.read(all).get(0), rows, column, predicate);
        List<Object> kept = passing(rows.read(pruned).get(0), rows, column, predicate);
        assertThat(kept)
                .as(seedText + ", " + written.columns.get(column).name() + ", " + predicate)
                .isEqualTo(expected);
    }

    private static List<Object> passing(List<String> texts, ParquetRows rows, int column, ColumnPredicate predicate) {
        List<Object> passing = new ArrayList<>();
        for (String text : texts) {
            if (passes(domainValue(rows, column, text), predicate)) {
                passing.add(text);
            }
        }
        return passing;
    }

    /** The naive meaning of a predicate; NaN equals itself and is greater than all. */
    private static boolean passes(Object value, ColumnPredicate predicate) {
        if (predicate instanceof ColumnPredicate.NullTest test) {
            return test.isNull() == (value == null);
        }
        if (value == null) {
            return false;
        }
        if (predicate instanceof ColumnPredicate.InList list) {
            return list.values().stream().anyMatch(v -> order(value, v) == 0);
        }
        ColumnPredicate.Range range = (ColumnPredicate.Range) predicate;
        boolean above = range.low() == null
                || order(value, range.low()) > 0
                || range.lowInclusive() && order(value, range.low()) == 0;
        boolean below = range.high() == null
                || order(value, range.high()) < 0
                || range.highInclusive() && order(value, range.high()) == 0;
        return above && below;
    }

    private static int order(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compareUnsigned(
                    a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    b.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (left instanceof Double a && right instanceof Double b) {
            return Double.compare(a == 0 ? 0.0 : a, b == 0 ? 0.0 : b);
        }
        if (left instanceof Long a) {
            return a.compareTo((Long) right);
        }
        if (left instanceof BigInteger a) {
            return a.compareTo((BigInteger) right);
        }
        return ((Boolean) left).compareTo((Boolean) right);
    }

    private static Object domainValue(ParquetRows rows, TestFile written, int column, int row) {
        return domainValue(rows, column, written.expected(column, row));
    }

    /** A text of {@link ParquetRows} in the classes of predicates. */
    private static Object domainValue(ParquetRows rows, int column, String text) {
        var type = rows.table.columns().get(column).type();
        if (text == null) {
            return null;
        }
        return switch (type.physicalType()) {
            case INT8 -> Boolean.valueOf(text);
            case INT32 -> Long.valueOf(text);
            case INT64 ->
                type.kind() == TypeKind.DECIMAL
                        ? (Object) new BigDecimal(text).unscaledValue().longValueExact()
                        : Long.valueOf(text);
            case INT128 -> new BigDecimal(text).setScale(type.scale()).unscaledValue();
            case FLOAT64 -> Double.valueOf(text);
            case VIEW -> text;
        };
    }

    @Test
    void leavesOutWhatStatisticsExclude() throws Exception {
        TestFile written = sorted();
        Path path = folder.resolve("sorted.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            assertThat(groups(rows)).isEqualTo(10);
            assertThat(groups(rows, new ColumnPredicate.Range(0, 250L, true, 449L, true)))
                    .isEqualTo(3);
            assertThat(groups(rows, new ColumnPredicate.Range(0, 299L, false, 400L, false)))
                    .isEqualTo(1);
            assertThat(groups(rows, new ColumnPredicate.InList(0, List.of(5L, 995L))))
                    .isEqualTo(2);
            assertThat(groups(rows, new ColumnPredicate.Range(1, "k0300", true, "k0399", true)))
                    .isEqualTo(1);
            assertThat(groups(rows, new ColumnPredicate.NullTest(0, true))).isZero();
            // NaN is greater than all, though not among the bounds; the file counts it.
            assertThat(groups(rows, new ColumnPredicate.Range(2, 5000.0, false, null, false)))
                    .isEqualTo(1);
            assertThat(groups(rows, new ColumnPredicate.Range(2, null, false, 150.0, false)))
                    .isEqualTo(2);
            assertThat(rows.metrics.rowGroupsPruned.sum()).isPositive();
        }
    }

    @Test
    void mergesStatisticsOfRowGroups() throws Exception {
        TestFile written = sorted();
        Path path = folder.resolve("sorted.parquet");
        written.write(path);
        try (ParquetRows rows = new ParquetRows(path)) {
            TableStatistics statistics = rows.reader.statistics(rows.files, rows.file, rows.table);
            assertThat(statistics.rowCount()).isEqualTo(1000);
            assertThat(statistics.fileBytes()).isEqualTo(rows.file.length());
            ColumnStatistics numbers = statistics.column("n");
            assertThat(numbers.min()).isEqualTo(0L);
            assertThat(numbers.max()).isEqualTo(999L);
            assertThat(numbers.nullCount()).isZero();
            assertThat(statistics.column("k").max()).isEqualTo("k0999");
            assertThat(statistics.column("x").min()).isEqualTo(0.0);
            assertThat(statistics.column("x").max()).isNull();
        }
    }

    private static int groups(ParquetRows rows, ColumnPredicate... predicates) {
        return rows.splits(rows.request(List.of(0), predicates)).size();
    }

    private TestFile sorted() {
        TestColumn n = new TestColumn("n", PrimitiveTypeName.INT64, 0, null, "BIGINT", r -> 0L, Objects::toString);
        TestColumn k = new TestColumn(
                "k",
                PrimitiveTypeName.BINARY,
                0,
                LogicalTypeAnnotation.stringType(),
                "VARCHAR",
                r -> Binary.EMPTY,
                Objects::toString);
        TestColumn x = new TestColumn("x", PrimitiveTypeName.DOUBLE, 0, null, "DOUBLE", r -> 0.0, Objects::toString);
        TestFile written = new TestFile(List.of(n, k, x), 1000, new Random(seed), TestFile.NullPattern.NONE);
        for (int row = 0; row < 1000; row++) {
            written.values[0][row] = (long) row;
            written.values[1][row] = Binary.fromString(String.format(java.util.Locale.ROOT, "k%04d", row));
            written.values[2][row] = (double) row;
        }
        written.values[2][950] = Double.NaN;
        written.rowGroupRows = 100;
        return written;
    }
}
