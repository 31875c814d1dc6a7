package io.thresher.execution.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.OperatorAssertions;
import io.thresher.execution.operator.RandomRows;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowCall.Bound;
import io.thresher.execution.plan.WindowCall.BoundKind;
import io.thresher.execution.plan.WindowCall.Frame;
import io.thresher.execution.plan.WindowCall.Unit;
import io.thresher.execution.plan.WindowNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WindowBreakerTest {
    /** Columns: partition, order key, value, text, offset, filter, unique number. */
    private static final List<DataType> TYPES = List.of(
            DataType.VARCHAR,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.VARCHAR,
            DataType.BIGINT,
            DataType.BOOLEAN,
            DataType.BIGINT);

    private static final Frame DEFAULT_FRAME = new Frame(
            Unit.RANGE, new Bound(BoundKind.UNBOUNDED_PRECEDING, null), new Bound(BoundKind.CURRENT_ROW, null));

    private static List<Field> fields(List<DataType> types) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            fields.add(new Field("c" + i, types.get(i), true));
        }
        return fields;
    }

    private static List<List<@Nullable Object>> run(
            List<Integer> partition, List<SortKey> order, List<WindowCall> calls, List<List<Object>> rows) {
        ValuesNode input = new ValuesNode(List.of(), fields(TYPES));
        List<Field> schema = new ArrayList<>(fields(TYPES));
        calls.forEach(call -> schema.add(new Field(call.function(), call.type(), true)));
        WindowNode node = new WindowNode(input, partition, order, calls, null, schema);
        List<List<List<List<Object>>>> tasks = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));
        for (int from = 0; from < rows.size(); from += 1000) {
            tasks.get(from / 1000 % 2).add(rows.subList(from, Math.min(rows.size(), from + 1000)));
        }
        try (TestQuery query = new TestQuery();
                WindowBreaker breaker = new WindowBreaker(node, query.context())) {
            OperatorAssertions.fill(query, breaker, 0, TYPES, tasks);
            return OperatorAssertions.drain(breaker);
        }
    }

    private static WindowCall call(String function, List<Integer> arguments, Frame frame, DataType type) {
        return new WindowCall(function, arguments, frame, false, -1, type);
    }

    private static List<List<Object>> rows(Random random, int count, int partitions) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            row.add(random.nextInt(9) == 0 ? null : "partition " + random.nextInt(partitions));
            row.add(random.nextInt(9) == 0 ? null : (long) random.nextInt(30));
            row.add(random.nextInt(4) == 0 ? null : (long) random.nextInt(100) - 50);
            row.add(random.nextInt(4) == 0 ? null : "some text " + random.nextInt(100));
            row.add((long) random.nextInt(5));
            row.add(random.nextInt(5) == 0 ? null : random.nextBoolean());
            row.add((long) i);
            rows.add(row);
        }
        return rows;
    }

    private static Bound randomBound(Random random, boolean end, boolean offsets) {
        List<BoundKind> kinds = new ArrayList<>(List.of(BoundKind.CURRENT_ROW));
        kinds.add(end ? BoundKind.UNBOUNDED_FOLLOWING : BoundKind.UNBOUNDED_PRECEDING);
        if (offsets) {
            kinds.add(BoundKind.PRECEDING);
            kinds.add(BoundKind.FOLLOWING);
        }
        BoundKind kind = kinds.get(random.nextInt(kinds.size()));
        return new Bound(kind, kind == BoundKind.PRECEDING || kind == BoundKind.FOLLOWING ? 4 : null);
    }

    @RepeatedTest(60)
    void agreesWithAPlainEvaluation() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        boolean byRows = random.nextBoolean();
        boolean descending = random.nextBoolean();
        boolean nullsFirst = random.nextBoolean();
        List<Integer> partition = random.nextInt(4) == 0 ? List.of() : List.of(0);
        List<SortKey> order = new ArrayList<>(List.of(new SortKey(1, descending, nullsFirst)));
        if (byRows) {
            order.add(new SortKey(6, false, false));
        }
        Frame frame = new Frame(
                byRows ? Unit.ROWS : Unit.RANGE, randomBound(random, false, true), randomBound(random, true, true));
        boolean ignoreNulls = random.nextBoolean();
        int filter = random.nextBoolean() ? 5 : -1;
        List<WindowCall> calls = List.of(
                new WindowCall("row_number", List.of(), DEFAULT_FRAME, false, -1, DataType.BIGINT),
                new WindowCall("rank", List.of(), DEFAULT_FRAME, false, -1, DataType.BIGINT),
                new WindowCall("dense_rank", List.of(), DEFAULT_FRAME, false, -1, DataType.BIGINT),
                new WindowCall("lag", List.of(3, 4), DEFAULT_FRAME, ignoreNulls, -1, DataType.VARCHAR),
                new WindowCall("lead", List.of(2, 4, 6), DEFAULT_FRAME, ignoreNulls, -1, DataType.BIGINT),
                new WindowCall("first_value", List.of(2), frame, ignoreNulls, -1, DataType.BIGINT),
                new WindowCall("last_value", List.of(3), frame, ignoreNulls, -1, DataType.VARCHAR),
                new WindowCall("count", List.of(), frame, false, filter, DataType.BIGINT),
                new WindowCall("sum", List.of(2), frame, false, filter, DataType.decimal(38, 0)),
                new WindowCall("min", List.of(3), frame, false, filter, DataType.VARCHAR),
                new WindowCall("cume_dist", List.of(), DEFAULT_FRAME, false, -1, DataType.DOUBLE));
        // The plain evaluation is quadratic in a partition's rows: many rows only where they are dealt out.
        boolean large = random.nextInt(4) == 0 && !partition.isEmpty();
        List<List<Object>> rows =
                rows(random, large ? 6000 : random.nextInt(800), (large ? 10 : 1) + random.nextInt(40));

        List<List<@Nullable Object>> actual = run(partition, order, calls, rows);
        actual.sort(Comparator.comparing(row -> (Long) row.get(6)));
        NaiveWindow naive = new NaiveWindow(partition, order, calls, rows);
        List<List<@Nullable Object>> expected = naive.evaluate();
        for (int i = 0; i < rows.size(); i++) {
            if (!comparable(actual.get(i), byRows).equals(comparable(expected.get(i), byRows))) {
                assertThat(comparable(actual.get(i), byRows))
                        .as("seed %s row %s frame %s %s", seed, i, frame, order)
                        .isEqualTo(comparable(expected.get(i), byRows));
            }
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    /** Without a unique order the functions that depend on the order of peers are left out. */
    private static List<@Nullable Object> comparable(List<@Nullable Object> row, boolean byRows) {
        List<@Nullable Object> copy = new ArrayList<>(row);
        if (!byRows) {
            for (int column : new int[] {7, 10, 11, 12, 13}) {
                copy.set(column, null);
            }
        }
        return copy;
    }

    @Test
    void slidesLargeFramesOverOnePartition() {
        Random random = new Random(7);
        Frame frame = new Frame(
                Unit.ROWS, new Bound(BoundKind.CURRENT_ROW, null), new Bound(BoundKind.UNBOUNDED_FOLLOWING, null));
        List<List<Object>> rows = rows(random, 50_000, 3);
        rows.get(rows.size() - 1).set(2, 1L);
        List<List<@Nullable Object>> actual = run(
                List.of(),
                List.of(new SortKey(6, false, false)),
                List.of(
                        call("sum", List.of(2), frame, DataType.decimal(38, 0)),
                        call("max", List.of(3), frame, DataType.VARCHAR)),
                rows);
        long sum = 0;
        String max = null;
        for (int i = rows.size() - 1; i >= 0; i--) {
            Long value = (Long) rows.get(i).get(2);
            String text = (String) rows.get(i).get(3);
            sum += value == null ? 0 : value;
            max = text == null || (max != null && max.compareTo(text) >= 0) ? max : text;
            assertThat(Objects.toString(actual.get(i).get(7))).isEqualTo(Long.toString(sum));
            assertThat(actual.get(i).get(8)).isEqualTo(max);
        }
    }

    @Test
    void dealsRowsOutToTiles() {
        List<List<Object>> rows = rows(new Random(3), 10, 1);
        rows.forEach(row -> row.set(4, 4L));
        List<List<@Nullable Object>> actual = run(
                List.of(),
                List.of(new SortKey(6, false, false)),
                List.of(
                        call("ntile", List.of(4), DEFAULT_FRAME, DataType.INTEGER),
                        call("percent_rank", List.of(), DEFAULT_FRAME, DataType.DOUBLE),
                        call("nth_value", List.of(6, 4), DEFAULT_FRAME, DataType.BIGINT)),
                rows);
        assertThat(actual.stream().map(row -> row.get(7))).containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 4L, 4L);
        assertThat(actual.get(3).get(8)).isEqualTo(3.0 / 9);
        assertThat(actual.get(2).get(9)).isNull();
        assertThat(actual.get(5).get(9)).isEqualTo(3L);
    }

    @Test
    void refusesNegativeOffsets() {
        List<List<Object>> rows = rows(new Random(3), 10, 1);
        rows.get(5).set(4, -1L);
        for (Unit unit : Unit.values()) {
            Frame frame = new Frame(unit, new Bound(BoundKind.PRECEDING, 4), new Bound(BoundKind.CURRENT_ROW, null));
            List<WindowCall> calls = List.of(call("count", List.of(), frame, DataType.BIGINT));
            assertThatThrownBy(() -> run(List.of(), List.of(new SortKey(1, false, false)), calls, rows))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        }
    }

    /** Evaluates window functions row by row. */
    private record NaiveWindow(
            List<Integer> partition, List<SortKey> order, List<WindowCall> calls, List<List<Object>> rows) {
        List<List<@Nullable Object>> evaluate() {
            Comparator<List<@Nullable Object>> byKeys = (l, r) -> 0;
            for (SortKey key : order) {
                byKeys = byKeys.thenComparing(RandomRows.by(key.column(), key.descending(), key.nullsFirst()));
            }
            List<List<@Nullable Object>> out = new ArrayList<>();
            for (List<Object> row : rows) {
                List<List<Object>> same = new ArrayList<>(rows.stream()
                        .filter(other -> partition.stream().allMatch(c -> Objects.equals(row.get(c), other.get(c))))
                        .toList());
                same.sort(byKeys);
                int index = 0;
                while (same.get(index) != row) {
                    index++;
                }
                List<@Nullable Object> result = new ArrayList<>(row);
                for (WindowCall call : calls) {
                    result.add(value(call, same, index, byKeys));
                }
                out.add(result);
            }
            return out;
        }

        private @Nullable Object value(
                WindowCall call, List<List<Object>> rows, int i, Comparator<List<@Nullable Object>> byKeys) {
            int peerStart = i;
            int peerEnd = i + 1;
            while (peerStart > 0 && byKeys.compare(rows.get(peerStart - 1), rows.get(i)) == 0) {
                peerStart--;
            }
            while (peerEnd < rows.size() && byKeys.compare(rows.get(peerEnd), rows.get(i)) == 0) {
                peerEnd++;
            }
            List<List<Object>> frame = new ArrayList<>();
            for (int j = 0; j < rows.size(); j++) {
                if (inFrame(call.frame(), rows, i, j, peerStart, peerEnd)) {
                    frame.add(rows.get(j));
                }
            }
            List<List<Object>> filtered = frame.stream()
                    .filter(row -> call.filterColumn() < 0 || Boolean.TRUE.equals(row.get(call.filterColumn())))
                    .toList();
            int start = peerStart;
            return switch (call.function()) {
                case "row_number" -> i + 1L;
                case "rank" -> peerStart + 1L;
                case "dense_rank" -> {
                    long rank = 1;
                    for (int j = 1; j <= start; j++) {
                        rank += byKeys.compare(rows.get(j - 1), rows.get(j)) != 0 ? 1 : 0;
                    }
                    yield rank;
                }
                case "cume_dist" -> (double) peerEnd / rows.size();
                case "lag" -> shift(call, rows, i, -(Long) rows.get(i).get(4));
                case "lead" -> shift(call, rows, i, (Long) rows.get(i).get(4));
                case "first_value", "last_value" -> {
                    List<Object> values = new ArrayList<>();
                    frame.forEach(row -> values.add(row.get(call.arguments().get(0))));
                    if (call.ignoreNulls()) {
                        values.removeIf(Objects::isNull);
                    }
                    yield values.isEmpty()
                            ? null
                            : values.get(call.function().equals("first_value") ? 0 : values.size() - 1);
                }
                case "count" -> (long) filtered.size();
                case "sum" -> {
                    BigInteger sum = null;
                    for (List<Object> row : filtered) {
                        if (row.get(2) != null) {
                            sum = (sum == null ? BigInteger.ZERO : sum).add(BigInteger.valueOf((Long) row.get(2)));
                        }
                    }
                    yield sum;
                }
                case "min" ->
                    filtered.stream()
                            .map(row -> (String) row.get(3))
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(null);
                default -> throw new IllegalArgumentException(call.function());
            };
        }

        private static @Nullable Object shift(WindowCall call, List<List<Object>> rows, int i, long distance) {
            int column = call.arguments().get(0);
            int j = i;
            long left = Math.abs(distance);
            int step = distance < 0 ? -1 : 1;
            while (left > 0) {
                j += step;
                if (j < 0 || j >= rows.size()) {
                    return call.arguments().size() > 2
                            ? rows.get(i).get(call.arguments().get(2))
                            : null;
                }
                if (!call.ignoreNulls() || rows.get(j).get(column) != null) {
                    left--;
                }
            }
            return rows.get(j).get(column);
        }

        private boolean inFrame(Frame frame, List<List<Object>> rows, int i, int j, int peerStart, int peerEnd) {
            return after(frame.start(), frame.unit(), rows, i, j, peerStart, peerEnd, true)
                    && after(frame.end(), frame.unit(), rows, i, j, peerStart, peerEnd, false);
        }

        /** Whether row j is on the inner side of a bound of row i. */
        private boolean after(
                Bound bound,
                Unit unit,
                List<List<Object>> rows,
                int i,
                int j,
                int peerStart,
                int peerEnd,
                boolean start) {
            long place;
            switch (bound.kind()) {
                case UNBOUNDED_PRECEDING, UNBOUNDED_FOLLOWING -> {
                    return true;
                }
                case CURRENT_ROW -> {
                    if (unit == Unit.RANGE) {
                        return start ? j >= peerStart : j < peerEnd;
                    }
                    place = i;
                }
                case PRECEDING, FOLLOWING -> {
                    long offset = (Long) rows.get(i).get(4) * (bound.kind() == BoundKind.PRECEDING ? -1 : 1);
                    if (unit == Unit.RANGE) {
                        return inRange(rows, i, j, peerStart, peerEnd, start, offset);
                    }
                    place = i + offset;
                }
                default -> throw new IllegalStateException();
            }
            return start ? j >= place : j <= place;
        }

        private boolean inRange(
                List<List<Object>> rows, int i, int j, int peerStart, int peerEnd, boolean start, long offset) {
            Long key = (Long) rows.get(i).get(1);
            Long other = (Long) rows.get(j).get(1);
            if (key == null) {
                return start ? j >= peerStart : j < peerEnd;
            }
            if (other == null) {
                boolean nullsFirst = order.get(0).nullsFirst();
                return start ? !nullsFirst : nullsFirst;
            }
            long direction = order.get(0).descending() ? -1 : 1;
            long difference = (other - key) * direction - offset;
            return start ? difference >= 0 : difference <= 0;
        }
    }
}
