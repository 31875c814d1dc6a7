package io.thresher.execution.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.row.RandomValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a join does besides joining: limits, cancellation, remarks, skipped probes. */
class AdaptiveJoinTest {
    private static final List<DataType> TYPES = List.of(DataType.INTEGER, DataType.VARCHAR);

    private static JoinNode node(JoinType type, int keys) {
        ValuesNode input = JoinRuns.input(TYPES);
        List<Integer> columns = keys == 0 ? List.of() : List.of(0);
        return new JoinNode(
                type,
                input,
                input,
                columns,
                columns,
                Collections.nCopies(keys, false),
                null,
                true,
                JoinRuns.outputSchema(type, input, input),
                1);
    }

    private static AdaptiveJoin join(JoinNode node, TestQuery query) {
        return new AdaptiveJoin(node, query.context(), JoinLimits.DEFAULT, (expression, context) -> {
            throw new UnsupportedOperationException();
        });
    }

    private static void fill(AdaptiveJoin join, TestQuery source, List<List<@Nullable Object>> rows) {
        try (SinkOperator sink = join.createBuildSink()) {
            for (int from = 0; from < rows.size(); from += ColumnBatch.MAX_ROWS) {
                ColumnBatch batch = BatchRows.batch(
                        source.memory(), TYPES, rows.subList(from, Math.min(rows.size(), from + ColumnBatch.MAX_ROWS)));
                try {
                    sink.consume(batch);
                } finally {
                    BatchRows.close(batch);
                }
            }
            sink.combine();
        }
        for (List<Runnable> work = join.finishBuild(); !work.isEmpty(); work = join.finishBuild()) {
            work.forEach(Runnable::run);
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void endsCleanlyAtTheMemoryLimit(JoinType type) {
        List<List<@Nullable Object>> rows = RandomValues.rows(TYPES, 20_000, 9000, 0, new Random(5));
        for (long limit = 1 << 10; limit <= 1 << 22; limit *= 2) {
            try (TestQuery source = new TestQuery();
                    TestQuery query = new TestQuery(new FakeTableScanner(1), limit, 2)) {
                ColumnBatch probeRows = BatchRows.batch(source.memory(), TYPES, rows.subList(0, 4096));
                try (AdaptiveJoin join = join(node(type, 1), query)) {
                    fill(join, source, rows);
                    try (StreamingOperator probe = join.createProbe()) {
                        probe.process(probeRows, batch -> {});
                    }
                    if (join.maxRemainders() > 0) {
                        join.createRemainder().close();
                    }
                } catch (EngineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
                } finally {
                    BatchRows.close(probeRows);
                }
            }
        }
    }

    @Test
    void stopsInTheMiddleOfAnExplosion() {
        List<List<@Nullable Object>> rows = new ArrayList<>(Collections.nCopies(4000, List.of(7L, "x")));
        for (int keys = 0; keys <= 1; keys++) {
            try (TestQuery query = new TestQuery()) {
                ColumnBatch probeRows = BatchRows.batch(query.memory(), TYPES, rows);
                try (AdaptiveJoin join = join(node(JoinType.INNER, keys), query)) {
                    fill(join, query, rows);
                    int[] batches = new int[1];
                    try (StreamingOperator probe = join.createProbe()) {
                        assertThatThrownBy(() -> probe.process(probeRows, batch -> {
                                    if (++batches[0] == 5) {
                                        query.context().cancellation().cancel();
                                    }
                                }))
                                .isInstanceOfSatisfying(
                                        EngineException.class,
                                        e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
                    }
                    assertThat(batches[0]).isEqualTo(5);
                } finally {
                    BatchRows.close(probeRows);
                }
            }
        }
    }

    @Test
    void sparesTheProbeOfAnEmptyBuildSide() {
        for (JoinType type : JoinType.values()) {
            try (TestQuery query = new TestQuery();
                    AdaptiveJoin join = join(node(type, 1), query)) {
                fill(join, query, List.of());
                try (StreamingOperator probe = join.createProbe()) {
                    assertThat(probe.isDone())
                            .as(type.name())
                            .isEqualTo(type == JoinType.INNER || type == JoinType.SEMI || type == JoinType.RIGHT);
                }
                assertThat(join.remarks()).first().asString().contains("EMPTY");
            }
        }
    }

    @Test
    void sparesTheProbeOfANotInWithANull() {
        try (TestQuery query = new TestQuery();
                AdaptiveJoin join = join(node(JoinType.NULL_AWARE_ANTI, 1), query)) {
            List<@Nullable Object> row = new ArrayList<>(Collections.nCopies(2, null));
            fill(join, query, List.of(row));
            try (StreamingOperator probe = join.createProbe()) {
                assertThat(probe.isDone()).isTrue();
            }
        }
    }

    @Test
    void filtersTheProbeScanOnlyIfUnmatchedRowsAreDropped() {
        for (JoinType type : JoinType.values()) {
            try (TestQuery query = new TestQuery();
                    AdaptiveJoin join = join(node(type, 1), query)) {
                fill(join, query, List.of(List.of(3L, "x"), List.of(9L, "y")));
                boolean drops = type == JoinType.INNER || type == JoinType.SEMI || type == JoinType.RIGHT;
                assertThat(join.probeFilter(0) != null).as(type.name()).isEqualTo(drops);
                if (drops) {
                    assertThat(join.probeFilter(0).low()).isEqualTo(3L);
                    assertThat(join.probeFilter(0).high()).isEqualTo(9L);
                }
            }
        }
    }
}
