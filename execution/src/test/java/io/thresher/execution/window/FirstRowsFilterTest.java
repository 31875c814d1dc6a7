package io.thresher.execution.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.RandomRows;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.FirstRows;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.plan.WindowNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FirstRowsFilterTest {
    private static WindowNode window(
            List<DataType> types, List<Integer> partition, List<SortKey> order, FirstRows first) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new Field("c" + i, types.get(i), true));
        }
        return new WindowNode(new ValuesNode(List.of(), fields), partition, order, List.of(), first, fields);
    }

    /** The rows that pass, in batches of some thousand. */
    private static List<List<Object>> pass(WindowNode node, List<DataType> types, List<List<Object>> rows) {
        List<List<@Nullable Object>> passed = new ArrayList<>();
        try (TestQuery query = new TestQuery();
                FirstRowsFilter filter = new FirstRowsFilter(node, node.firstRows(), query.context())) {
            for (int from = 0; from < rows.size(); from += 2000) {
                List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + 2000));
                ColumnBatch batch = BatchRows.batch(query.memory(), types, some);
                try {
                    ColumnBatch left = filter.filter(batch);
                    if (left != null) {
                        passed.addAll(BatchRows.rows(left));
                    }
                } finally {
                    BatchRows.close(batch);
                }
            }
        }
        return passed;
    }

    private static Collection<List<List<Object>>> partitions(List<Integer> columns, List<List<Object>> rows) {
        Comparator<List<@Nullable Object>> byKeys = (left, right) -> 0;
        for (int column : columns) {
            byKeys = byKeys.thenComparing(RandomRows.by(column, false, true));
        }
        Map<List<Object>, List<List<Object>>> partitions = new TreeMap<>(byKeys);
        rows.forEach(
                row -> partitions.computeIfAbsent(row, key -> new ArrayList<>()).add(row));
        return partitions.values();
    }

    @RepeatedTest(80)
    void neverDropsAFirstRow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<DataType> types = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            types.add(RandomRows.ALL_TYPES.get(random.nextInt(RandomRows.ALL_TYPES.size())));
        }
        List<Integer> partition = List.of(0, 1).subList(0, random.nextInt(3));
        List<SortKey> order = new ArrayList<>();
        for (int key = 2; key < 2 + random.nextInt(3); key++) {
            order.add(new SortKey(key, random.nextBoolean(), random.nextBoolean()));
        }
        FirstRows first = new FirstRows(1 + random.nextInt(random.nextBoolean() ? 3 : 64), random.nextBoolean());
        List<List<Object>> rows = RandomRows.rows(random, types, 5000, 0.2);

        List<List<Object>> passed = pass(window(types, partition, order, first), types, rows);
        Comparator<List<@Nullable Object>> byOrder = (left, right) -> 0;
        for (SortKey key : order) {
            byOrder = byOrder.thenComparing(RandomRows.by(key.column(), key.descending(), key.nullsFirst()));
        }
        List<List<List<Object>>> all = new ArrayList<>(partitions(partition, rows));
        List<List<List<Object>>> left = new ArrayList<>(partitions(partition, passed));
        assertThat(left).as("partitions, seed %s", seed).hasSameSizeAs(all);
        for (int p = 0; p < all.size(); p++) {
            all.get(p).sort(byOrder);
            left.get(p).sort(byOrder);
            int wanted = wanted(all.get(p), first, byOrder);
            assertThat(left.get(p).size())
                    .as("seed %s %s %s partition %s", seed, order, first, p)
                    .isGreaterThanOrEqualTo(wanted);
            for (int i = 0; i < wanted; i++) {
                assertThat(byOrder.compare(all.get(p).get(i), left.get(p).get(i)))
                        .as("seed %s %s %s partition %s row %s", seed, order, first, p, i)
                        .isZero();
            }
        }
    }

    private static int wanted(List<List<Object>> sorted, FirstRows first, Comparator<List<Object>> byOrder) {
        int count = (int) Math.min(first.count(), sorted.size());
        while (first.withPeers()
                && count < sorted.size()
                && byOrder.compare(sorted.get(count - 1), sorted.get(count)) == 0) {
            count++;
        }
        return count;
    }

    private static List<List<Object>> numbered(int count, int partitions) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of((long) i % partitions, (long) i));
        }
        return rows;
    }

    private static final List<DataType> NUMBERED = List.of(DataType.INTEGER, DataType.INTEGER);

    @Test
    void dropsAllButTheFirstOfRowsInOrder() {
        List<SortKey> ascending = List.of(new SortKey(1, false, false));
        for (boolean withPeers : new boolean[] {false, true}) {
            WindowNode node = window(NUMBERED, List.of(0), ascending, new FirstRows(3, withPeers));
            assertThat(pass(node, NUMBERED, numbered(50_000, 10))).hasSize(30);
        }
    }

    @Test
    void equalRowsPassWhereTiesAreWanted() {
        List<SortKey> byPartition = List.of(new SortKey(0, false, false));
        assertThat(pass(
                        window(NUMBERED, List.of(0), byPartition, new FirstRows(3, true)),
                        NUMBERED,
                        numbered(5000, 10)))
                .hasSize(5000);
        assertThat(pass(
                        window(NUMBERED, List.of(0), byPartition, new FirstRows(3, false)),
                        NUMBERED,
                        numbered(5000, 10)))
                .hasSize(30);
        assertThat(pass(window(NUMBERED, List.of(), List.of(), new FirstRows(7, false)), NUMBERED, numbered(5000, 10)))
                .hasSize(7);
    }

    /** Descending rows in ascending order: each is a new first one, so that after a while none is looked at any more. */
    @Test
    void givesUpWhereAllPass() {
        WindowNode node = window(NUMBERED, List.of(0), List.of(new SortKey(1, true, false)), new FirstRows(1, false));
        assertThat(pass(node, NUMBERED, numbered(600_000, 10))).hasSize(600_000);
        // One that gave up drops nothing, one that did not would drop these.
        List<List<Object>> rows = numbered(600_000, 10);
        rows.addAll(numbered(1000, 10));
        assertThat(pass(node, NUMBERED, rows)).hasSize(601_000);
        WindowNode unique =
                window(NUMBERED, List.of(1), List.of(new SortKey(0, false, false)), new FirstRows(1, false));
        List<List<Object>> twice = numbered(600_000, 10);
        twice.addAll(numbered(1000, 10));
        assertThat(pass(unique, NUMBERED, twice)).hasSize(601_000);
    }
}
