package io.thresher.storage.memorystore.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.FailingMemory;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.memorystore.column.SourceBatches.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whichever allocation is refused while a column is made, nothing is leaked. {@link FailingMemory} says so when it is closed. */
class RefusedAllocationTest {
    static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.INTEGER,
            DataType.TIMESTAMP,
            DataType.DOUBLE,
            DataType.decimal(38, 10),
            DataType.VARCHAR);

    /** More than a builder has room for at first. */
    private static final int ROWS = 16_500;

    private final long seed = System.nanoTime();

    @ParameterizedTest
    @FieldSource("TYPES")
    void leaksNothing(DataType type) {
        for (Shape shape : List.of(Shape.FLAT, Shape.DICTIONARY, Shape.CHANGING_DICTIONARY)) {
            for (int values : new int[] {1, 40, 12_000}) {
                List<Object> domain = TestDomains.of(type, values, new Random(seed));
                int number = 0;
                List<@Nullable Object> rows = rows(domain);
                while (failsAt(number, type, shape, domain, rows)) {
                    number++;
                }
                assertThat(number).as(type + " " + shape).isGreaterThan(2);
            }
        }
    }

    private List<@Nullable Object> rows(List<Object> domain) {
        Random random = new Random(seed);
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(random.nextInt(5) == 0 ? null : domain.get(random.nextInt(domain.size())));
        }
        return rows;
    }

    /** Whether allocation {@code number} was refused; false if there were not so many. */
    private boolean failsAt(int number, DataType type, Shape shape, List<Object> domain, List<@Nullable Object> rows) {
        Random random = new Random(seed);
        String label =
                "seed " + seed + ", " + type + ", " + domain.size() + " values, " + shape + ", allocation " + number;
        try (MemoryPool pool = new MemoryPool(1L << 30);
                QueryMemory lent = pool.openQuery("lent", 1L << 30);
                FailingMemory failing = new FailingMemory(number)) {
            try (ColumnBuilder builder = new ColumnBuilder(type, failing.memory())) {
                new SourceBatches(type, domain, shape, lent, random).give(rows, builder);
                builder.build().close();
            } catch (EngineException e) {
                assertThat(e.code()).as(label).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
                assertThat(failing.failed()).as(label).isTrue();
            }
            assertThat(failing.memory().usedBytes()).as(label).isZero();
            return failing.failed();
        }
    }
}
