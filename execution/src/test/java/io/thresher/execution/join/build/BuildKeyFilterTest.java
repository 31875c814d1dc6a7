package io.thresher.execution.join.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.row.EncodedBatches;
import io.thresher.execution.row.RandomValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Filters of build keys let exactly the values through that the build side has, or its range has. */
class BuildKeyFilterTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void letsBuildValuesThroughInEveryEncoding() {
        for (DataType type : List.of(DataType.INTEGER, DataType.DATE, DataType.BIGINT)) {
            for (int domain : new int[] {5, 40, 3000}) {
                compare(type, domain);
            }
        }
    }

    private void compare(DataType type, int domain) {
        try (TestQuery query = new TestQuery();
                EncodedBatches batches = new EncodedBatches(query.memory(), random)) {
            List<List<@Nullable Object>> keys = RandomValues.rows(List.of(type), 300, domain, 9, random);
            Set<Object> values = new HashSet<>();
            keys.forEach(row -> values.add(row.get(0)));
            values.remove(null);
            long least = values.stream().mapToLong(v -> (long) v).min().orElseThrow();
            long greatest = values.stream().mapToLong(v -> (long) v).max().orElseThrow();
            ColumnBatch build = BatchRows.batch(query.memory(), List.of(type), keys);
            try (BuildKeyFilter filter = BuildKeyFilter.make(300, least, greatest, query.memory())) {
                for (int share = 0; filter.isExact() && share < 3; share++) {
                    filter.setBits(build.column(0), 300, share, 3);
                }
                List<List<@Nullable Object>> probe = RandomValues.rows(List.of(type), 5000, 2 * domain, 9, random);
                List<@Nullable Object> passed = new ArrayList<>();
                int[] output = new int[ColumnBatch.MAX_ROWS];
                batches.forEach(List.of(type), probe, batch -> {
                    Column column = batch.column(0);
                    int kept = filter.select(column, batch.selection(), batch.selectedCount(), output);
                    for (int i = 0; i < kept; i++) {
                        passed.add(BatchRows.value(column, output[i]));
                    }
                });
                List<@Nullable Object> expected = probe.stream()
                        .map(row -> row.get(0))
                        .filter(Objects::nonNull)
                        .filter(v -> filter.isExact() ? values.contains(v) : (long) v >= least && (long) v <= greatest)
                        .toList();
                assertThat(passed).as("seed %s", seed).isEqualTo(expected);
            } finally {
                BatchRows.close(build);
            }
        }
    }
}
