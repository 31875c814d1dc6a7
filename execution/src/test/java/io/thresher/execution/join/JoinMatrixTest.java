package io.thresher.execution.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.row.RandomValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every strategy, join type, build side, key type, size and residual gives the rows that comparing each with each gives. */
class JoinMatrixTest {
    private static final List<List<DataType>> KEYS = List.of(
            List.of(DataType.INTEGER),
            List.of(DataType.BIGINT),
            List.of(DataType.DATE),
            List.of(DataType.BOOLEAN),
            List.of(DataType.decimal(10, 2)),
            List.of(DataType.decimal(30, 2)),
            List.of(DataType.VARCHAR),
            List.of(DataType.DOUBLE),
            List.of(DataType.INTEGER, DataType.INTEGER),
            List.of(DataType.BIGINT, DataType.DATE, DataType.SMALLINT),
            List.of(DataType.INTEGER, DataType.VARCHAR),
            List.of(DataType.DOUBLE, DataType.decimal(30, 2)),
            List.of());
    private static final int[] SIZES = {0, 1, 60};
    private static final JoinLimits NO_ARRAY = JoinLimits.DEFAULT.withoutArrays();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void joinsSmallSidesLikeTheOracle(JoinType type) {
        for (List<DataType> keys : KEYS) {
            for (int leftSize : SIZES) {
                for (int rightSize : SIZES) {
                    compareSomeWays(6, type, keys, leftSize, rightSize, 40, 9);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void joinsSidesAroundABatchLikeTheOracle(JoinType type) {
        compareSomeWays(2, type, List.of(DataType.INTEGER), 4095, 300, 4000, 50);
        compareSomeWays(2, type, List.of(DataType.VARCHAR), 4097, 300, 4000, 0);
        compareSomeWays(2, type, List.of(DataType.BIGINT, DataType.INTEGER), 200, 8193, 60, 0);
    }

    @Test
    void streamsAnExplosionOfDuplicates() {
        compareSomeWays(4, JoinType.INNER, List.of(DataType.INTEGER), 300, 300, 2, 0);
        compareSomeWays(4, JoinType.FULL, List.of(DataType.VARCHAR), 300, 300, 3, 20);
        compareSomeWays(2, JoinType.LEFT, List.of(), 30, 5000, 3, 20);
    }

    private void compareSomeWays(
            int ways, JoinType type, List<DataType> keys, int leftSize, int rightSize, int domain, int nullOneIn) {
        List<JoinLimits> limits = List.of(
                JoinLimits.DEFAULT,
                NO_ARRAY,
                JoinLimits.DEFAULT.preferring(JoinStrategy.HASH),
                JoinLimits.DEFAULT.partitionedFrom(1, Long.MAX_VALUE),
                NO_ARRAY.partitionedFrom(1, Long.MAX_VALUE),
                JoinLimits.DEFAULT.partitionedFrom(1, 1),
                NO_ARRAY.partitionedFrom(1, 1),
                JoinLimits.DEFAULT.preferring(JoinStrategy.HASH).partitionedFrom(1, 1));
        for (int way = 0; way < ways; way++) {
            boolean nullEqual = random.nextInt(3) == 0;
            if (type != JoinType.NULL_AWARE_ANTI || !keys.isEmpty() && !nullEqual) {
                compare(
                        new Case(
                                type,
                                keys,
                                random.nextBoolean(),
                                random.nextBoolean(),
                                nullEqual,
                                limits.get(random.nextInt(limits.size()))),
                        leftSize,
                        rightSize,
                        domain,
                        nullOneIn);
            }
        }
    }

    private record Case(
            JoinType type,
            List<DataType> keys,
            boolean rightBuild,
            boolean residual,
            boolean nullEqual,
            JoinLimits limits) {}

    private void compare(Case one, int leftSize, int rightSize, int domain, int nullOneIn) {
        List<DataType> leftTypes = new ArrayList<>(one.keys());
        leftTypes.addAll(List.of(DataType.BIGINT, DataType.VARCHAR));
        List<DataType> rightTypes = new ArrayList<>(List.of(DataType.VARCHAR, DataType.BIGINT));
        rightTypes.addAll(one.keys());
        List<List<@Nullable Object>> left = RandomValues.rows(leftTypes, leftSize, domain, nullOneIn, random);
        List<List<@Nullable Object>> right = RandomValues.rows(rightTypes, rightSize, domain, nullOneIn, random);
        ValuesNode leftNode = JoinRuns.input(leftTypes);
        ValuesNode rightNode = JoinRuns.input(rightTypes);
        int keys = one.keys().size();
        JoinNode node = new JoinNode(
                one.type(),
                leftNode,
                rightNode,
                IntStream.range(0, keys).boxed().toList(),
                IntStream.range(2, 2 + keys).boxed().toList(),
                Collections.nCopies(keys, one.nullEqual()),
                one.residual() ? residual(keys, leftTypes.size() + 1) : null,
                one.rightBuild(),
                JoinRuns.outputSchema(one.type(), leftNode, rightNode),
                1);
        JoinOracle.Residual holds = one.residual()
                ? (l, r) -> l.get(keys) != null && r.get(1) != null && (long) l.get(keys) < (long) r.get(1)
                : null;
        List<List<@Nullable Object>> expected = JoinOracle.join(node, left, right, holds);
        try (TestQuery query = new TestQuery()) {
            try (AdaptiveJoin join = new AdaptiveJoin(
                    node,
                    query.context(),
                    one.limits(),
                    (expression, context) -> JoinRuns.less(keys, leftTypes.size() + 1))) {
                List<List<@Nullable Object>> actual = JoinRuns.run(join, node, left, right, query, random);
                assertThat(sorted(actual))
                        .as("seed %s, %s, %s x %s, %s", seed, one, leftSize, rightSize, join.decision())
                        .isEqualTo(sorted(expected));
            }
        }
    }

    private static Expression residual(int left, int right) {
        return new Expression.Comparison(
                io.thresher.execution.expression.ComparisonOperator.LESS,
                new Expression.ColumnReference(left, DataType.BIGINT),
                new Expression.ColumnReference(right, DataType.BIGINT));
    }

    private static List<String> sorted(List<List<@Nullable Object>> rows) {
        return rows.stream().map(Object::toString).sorted().toList();
    }
}
