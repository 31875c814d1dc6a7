package io.thresher.execution.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.execution.operator.OperatorAssertions;
import io.thresher.execution.operator.RandomRows;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.SortNode;
import io.thresher.execution.plan.ValuesNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SortBreakerTest {
    private static List<Field> fields(List<DataType> types) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new Field("c" + i, types.get(i), true));
        }
        return fields;
    }

    private static List<List<@Nullable Object>> sort(
            List<DataType> types, List<SortKey> keys, long offset, long limit, List<List<List<List<Object>>>> tasks) {
        ValuesNode input = new ValuesNode(List.of(), fields(types));
        try (TestQuery query = new TestQuery();
                SortBreaker breaker = new SortBreaker(new SortNode(input, keys, offset, limit), query.context())) {
            OperatorAssertions.fill(query, breaker, 0, types, tasks);
            return OperatorAssertions.drain(breaker);
        }
    }

    private static List<List<List<List<Object>>>> tasks(Random random, List<List<Object>> rows) {
        List<List<List<List<Object>>>> tasks = new ArrayList<>();
        int taskCount = 1 + random.nextInt(4);
        for (int i = 0; i < taskCount; i++) {
            tasks.add(new ArrayList<>());
        }
        int[] sizes = {1, 7, 31, 33, 1000, 4096};
        for (int from = 0; from < rows.size(); ) {
            int to = Math.min(rows.size(), from + sizes[random.nextInt(sizes.length)]);
            tasks.get(random.nextInt(taskCount)).add(rows.subList(from, to));
            from = to;
        }
        return tasks;
    }

    @RepeatedTest(150)
    void ordersAsAPlainSortDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<DataType> types = new ArrayList<>();
        List<SortKey> keys = new ArrayList<>();
        int columns = 1 + random.nextInt(4);
        for (int c = 0; c < columns; c++) {
            types.add(RandomRows.ALL_TYPES.get(random.nextInt(RandomRows.ALL_TYPES.size())));
        }
        Comparator<List<@Nullable Object>> order = (l, r) -> 0;
        for (int i = 0; i <= random.nextInt(columns); i++) {
            SortKey key = new SortKey(random.nextInt(columns), random.nextBoolean(), random.nextBoolean());
            keys.add(key);
            order = order.thenComparing(RandomRows.by(key.column(), key.descending(), key.nullsFirst()));
        }
        int count = random.nextInt(3) == 0 ? 30_000 : random.nextInt(3000);
        List<List<Object>> rows = RandomRows.rows(random, types, count, random.nextInt(3) * 0.2);
        boolean all = random.nextBoolean();
        long offset = all ? 0 : random.nextInt(50);
        long limit = all ? Long.MAX_VALUE : random.nextInt(500);
        List<List<@Nullable Object>> sorted = sort(types, keys, offset, limit, tasks(random, rows));

        List<List<@Nullable Object>> expected = new ArrayList<>(rows);
        expected.sort(order);
        long size = Math.max(0, Math.min(limit, rows.size() - offset));
        assertThat(sorted).as("seed %s", seed).hasSize((int) size);
        for (int i = 0; i < size; i++) {
            if (order.compare(sorted.get(i), expected.get((int) offset + i)) != 0) {
                assertThat(sorted.get(i)).as("seed %s row %s", seed, i).isEqualTo(expected.get((int) offset + i));
            }
        }
        if (all) {
            assertThat(sorted.stream().map(RandomRows::text).sorted().toList())
                    .as("seed %s", seed)
                    .isEqualTo(rows.stream().map(RandomRows::text).sorted().toList());
        }
    }

    @Test
    void sortsManyRowsOfSeveralTasksInRanges() {
        Random random = new Random(1);
        List<DataType> types = List.of(DataType.BIGINT, DataType.VARCHAR);
        List<List<Object>> rows = RandomRows.rows(random, types, 600_000, 0);
        List<List<@Nullable Object>> sorted = sort(
                types,
                List.of(new SortKey(1, false, false), new SortKey(0, true, false)),
                0,
                Long.MAX_VALUE,
                tasks(random, rows));
        List<List<@Nullable Object>> expected = new ArrayList<>(rows);
        expected.sort(RandomRows.by(1, false, false).thenComparing(RandomRows.by(0, true, false)));
        assertThat(sorted).isEqualTo(expected);
    }
}
