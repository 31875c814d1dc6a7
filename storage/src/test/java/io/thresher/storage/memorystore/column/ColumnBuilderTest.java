package io.thresher.storage.memorystore.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.memorystore.column.SourceBatches.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever a column holds and however its batches are encoded, it reads back as it was; closed, it leaves no byte behind. */
class ColumnBuilderTest {
    static final List<DataType> TYPES = TestDomains.TYPES;

    private static final int[] SMALL = {1, 2, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 8192, 16384, 16385};
    private static final int[] LARGE = {131_071, 131_072, 131_073};
    private static final int[] DOMAINS = {1, 2, 7, 255, 256, 257, 3000};
    private static final int[] LARGE_DOMAINS = {1, 300, 65_535, 65_536, 65_537};

    /** How many values are NULL. */
    enum Nulls {
        NONE,
        SOME,
        ALL
    }

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @FieldSource("TYPES")
    void readsBackWhatWasAdded(DataType type) {
        for (Shape shape : Shape.values()) {
            for (Nulls nulls : Nulls.values()) {
                int rowCount = SMALL[random.nextInt(SMALL.length)];
                check(type, DOMAINS[random.nextInt(DOMAINS.length)], shape, nulls, rowCount);
            }
            check(type, 0, shape, Nulls.ALL, 1 + random.nextInt(5000));
        }
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void readsBackUnitsOfTheUsualSize(DataType type) {
        Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
        Nulls nulls = random.nextBoolean() ? Nulls.SOME : Nulls.NONE;
        int rowCount = LARGE[random.nextInt(LARGE.length)];
        check(type, LARGE_DOMAINS[random.nextInt(LARGE_DOMAINS.length)], shape, nulls, rowCount);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void readsBackNoRows(DataType type) {
        check(type, 3, Shape.FLAT, Nulls.NONE, 0);
    }

    private void check(DataType type, int domainSize, Shape shape, Nulls nulls, int rowCount) {
        String label = "seed " + seed + ", " + type + ", " + domainSize + " values, " + shape + ", NULLs " + nulls
                + ", " + rowCount + " rows";
        List<Object> domain = TestDomains.of(type, domainSize, random);
        List<@Nullable Object> rows = rows(domain, nulls, rowCount);
        try (MemoryPool pool = new MemoryPool(1L << 30);
                QueryMemory lent = pool.openQuery("lent", 1L << 30);
                QueryMemory kept = pool.openQuery("kept", 1L << 30)) {
            StoredColumn column;
            List<@Nullable Object> given;
            try (ColumnBuilder builder = new ColumnBuilder(type, kept)) {
                given = new SourceBatches(type, domain, shape, lent, random).give(rows, builder);
                assertThat(builder.rowCount()).as(label).isEqualTo(rowCount);
                assertThat(builder.nullCount()).as(label).isEqualTo((int)
                        given.stream().filter(value -> value == null).count());
                column = builder.build();
            }
            assertThat(lent.usedBytes()).as(label).isZero();
            assertThat(column.heldBytes()).as(label).isEqualTo(kept.usedBytes());
            assertThat(column.rowCount()).as(label).isEqualTo(rowCount);
            assertThat(ReadBack.all(column, type, lent)).as(label).isEqualTo(given);
            if (rowCount > ColumnBatch.MAX_ROWS) {
                int from = 64 * random.nextInt((rowCount - 1) / 64);
                int count = Math.min(rowCount - from, 1 + random.nextInt(ColumnBatch.MAX_ROWS));
                assertThat(ReadBack.range(column, from, count, type, lent))
                        .as(label)
                        .isEqualTo(given.subList(from, from + count));
            }
            column.close();
            assertThat(kept.usedBytes()).as(label).isZero();
        }
    }

    private List<@Nullable Object> rows(List<Object> domain, Nulls nulls, int rowCount) {
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            boolean isNull = nulls == Nulls.ALL || nulls == Nulls.SOME && random.nextInt(4) == 0;
            rows.add(isNull ? null : domain.get(random.nextInt(domain.size())));
        }
        return rows;
    }
}
