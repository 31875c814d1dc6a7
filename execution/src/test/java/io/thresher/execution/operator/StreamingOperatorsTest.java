package io.thresher.execution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.evaluation.ExpressionCompiler;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.ValuesNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class StreamingOperatorsTest {
    private static final List<DataType> TYPES = List.of(DataType.BIGINT, DataType.VARCHAR);
    private static final Expression FIRST = new Expression.ColumnReference(0, DataType.BIGINT);

    private static List<List<List<Object>>> batches(int batchCount, int rows) {
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int b = 0; b < batchCount; b++) {
            List<List<Object>> batch = new ArrayList<>();
            for (long i = 0; i < rows; i++) {
                batch.add(Arrays.asList(i % 5 == 4 ? null : i, "row " + i + " of batch " + b));
            }
            batches.add(batch);
        }
        return batches;
    }

    @Test
    void filterLetsRowsThroughForWhichTheConditionIsTrue() {
        try (TestQuery query = new TestQuery()) {
            Expression condition = new Expression.Comparison(
                    ComparisonOperator.LESS, FIRST, new Expression.Literal(6L, DataType.BIGINT));
            FilterOperator filter = new FilterOperator(ExpressionCompiler.compilePredicate(
                    condition, query.context().evaluation()));
            List<List<@Nullable Object>> rows = OperatorAssertions.process(query, filter, TYPES, batches(2, 10));
            assertThat(rows.stream().map(row -> row.get(0)).toList())
                    .isEqualTo(List.of(0L, 1L, 2L, 3L, 5L, 0L, 1L, 2L, 3L, 5L));
        }
    }

    @Test
    void projectComputesSelectedRowsOnly() {
        try (TestQuery query = new TestQuery()) {
            Expression hundredBy = new Expression.Call(
                    "divide", List.of(new Expression.Literal(100L, DataType.BIGINT), FIRST), DataType.BIGINT);
            try (ProjectOperator project = new ProjectOperator(List.of(
                    ExpressionCompiler.compile(hundredBy, query.context().evaluation())))) {
                ColumnBatch batch = BatchRows.batch(
                        query.memory(), List.of(DataType.BIGINT), List.of(List.of(0L), List.of(5L), List.of(0L)));
                batch.setSelection(new int[] {1}, 1);
                List<List<@Nullable Object>> rows = new ArrayList<>();
                // Rows 0 and 2 would divide by zero.
                project.process(batch, output -> rows.addAll(BatchRows.rows(output)));
                assertThat(rows).containsExactly(List.of(20L));
                BatchRows.close(batch);
            }
        }
    }

    @Test
    void limitCutsWithinBatches() {
        try (TestQuery query = new TestQuery()) {
            RowLimit limit = new RowLimit(3, 10);
            LimitOperator operator = new LimitOperator(limit);
            List<List<@Nullable Object>> rows = OperatorAssertions.process(query, operator, TYPES, batches(4, 6));
            assertThat(rows).hasSize(10);
            assertThat(rows.get(0).get(1)).isEqualTo("row 3 of batch 0");
            assertThat(rows.get(9).get(1)).isEqualTo("row 0 of batch 2");
            assertThat(operator.isDone()).isTrue();
        }
    }

    @Test
    void valuesComeInBatches() {
        List<List<Expression.Literal>> rows = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            rows.add(List.of(
                    new Expression.Literal(i % 3 == 0 ? null : i, DataType.INTEGER),
                    new Expression.Literal(i % 2 == 0, DataType.BOOLEAN)));
        }
        ValuesNode node = new ValuesNode(
                rows, List.of(new Field("a", DataType.INTEGER, true), new Field("b", DataType.BOOLEAN, true)));
        try (TestQuery query = new TestQuery()) {
            List<List<@Nullable Object>> actual =
                    OperatorAssertions.drain(new ValuesOperator(node, query.memory(), new AtomicInteger()));
            assertThat(actual).hasSize(10_000);
            assertThat(actual.get(9_999)).isEqualTo(Arrays.asList(null, false));
            assertThat(actual.get(4_097)).isEqualTo(List.of(4_097L, false));
        }
    }

    @RepeatedTest(20)
    void rowBufferKeepsWhatItIsGiven() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<List<Object>> all = new ArrayList<>();
        try (TestQuery query = new TestQuery();
                RowBuffer buffer = new RowBuffer(RandomRows.ALL_TYPES, query.memory())) {
            for (int b = 0; b < 6; b++) {
                int[] sizes = {1, 7, 63, 65, 1024, 4096};
                List<List<Object>> rows = RandomRows.rows(
                        random,
                        RandomRows.ALL_TYPES,
                        sizes[random.nextInt(sizes.length)],
                        random.nextBoolean() ? 0 : 0.3);
                ColumnBatch batch = BatchRows.batch(query.memory(), RandomRows.ALL_TYPES, rows);
                if (random.nextBoolean()) {
                    int[] selection = random.ints(rows.size(), 0, 2).toArray();
                    int count = 0;
                    for (int i = 0; i < rows.size(); i++) {
                        if (selection[i] == 1) {
                            all.add(rows.get(i));
                            selection[count++] = i;
                        }
                    }
                    batch.setSelection(selection, count);
                } else {
                    all.addAll(rows);
                }
                assertThat(buffer.append(batch)).isEqualTo(buffer.rowCount() - batch.selectedCount());
                BatchRows.close(batch);
            }
            List<List<@Nullable Object>> held = new ArrayList<>();
            for (int block = 0; block < buffer.blockCount(); block++) {
                held.addAll(BatchRows.rows(buffer.blockBatch(block)));
            }
            assertThat(held.stream().map(RandomRows::text).toList())
                    .as("seed %s", seed)
                    .isEqualTo(all.stream().map(RandomRows::text).toList());
        }
    }
}
