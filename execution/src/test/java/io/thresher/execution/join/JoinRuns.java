package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.operator.BatchRows;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.OperatorAssertions;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.operator.TestQuery;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.row.EncodedBatches;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs joins over literal rows, with two tasks on each side. */
final class JoinRuns {
    private JoinRuns() {}

    static ValuesNode input(List<DataType> types) {
        List<Field> schema = new ArrayList<>();
        for (int c = 0; c < types.size(); c++) {
            schema.add(new Field("c" + c, types.get(c), true));
        }
        return new ValuesNode(List.of(), schema);
    }

    static List<Field> outputSchema(JoinType type, ValuesNode left, ValuesNode right) {
        List<Field> schema = new ArrayList<>(left.outputSchema());
        if (type != JoinType.SEMI && type != JoinType.ANTI && type != JoinType.NULL_AWARE_ANTI) {
            schema.addAll(right.outputSchema());
        }
        return schema;
    }

    /** {@code left < right} over two BIGINT columns of the pairs. */
    static PredicateEvaluator less(int left, int right) {
        return new PredicateEvaluator() {
            @Override
            public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
                int kept = 0;
                for (int i = 0; i < count; i++) {
                    int row = selection == null ? i : selection[i];
                    Column l = batch.column(left);
                    Column r = batch.column(right);
                    if (!l.isNull(row) && !r.isNull(row) && value(l, row) < value(r, row)) {
                        output[kept++] = row;
                    }
                }
                return kept;
            }

            @Override
            public void close() {}
        };
    }

    private static long value(Column column, int row) {
        return RawMemory.getLong(column.valuesAddress() + 8L * column.valueIndex(row));
    }

    static List<List<@Nullable Object>> run(
            JoinBridge join,
            JoinNode node,
            List<List<@Nullable Object>> left,
            List<List<@Nullable Object>> right,
            TestQuery query,
            Random random) {
        boolean buildRight = join.buildInput() == 1;
        List<DataType> leftTypes = types(node.left().outputSchema());
        List<DataType> rightTypes = types(node.right().outputSchema());
        List<List<@Nullable Object>> out = new ArrayList<>();
        try (EncodedBatches batches = new EncodedBatches(query.memory(), random)) {
            fill(join, buildRight ? rightTypes : leftTypes, buildRight ? right : left, batches);
            for (List<Runnable> work = join.finishBuild(); !work.isEmpty(); work = join.finishBuild()) {
                work.forEach(Runnable::run);
            }
            List<List<@Nullable Object>> probeRows = buildRight ? left : right;
            int half = probeRows.size() / 2;
            probe(join, buildRight ? leftTypes : rightTypes, probeRows.subList(0, half), batches, out);
            probe(join, buildRight ? leftTypes : rightTypes, probeRows.subList(half, probeRows.size()), batches, out);
        }
        int remainders = join.maxRemainders();
        for (int i = 0; i < Math.min(2, remainders); i++) {
            out.addAll(OperatorAssertions.drain(join.createRemainder()));
        }
        return out;
    }

    private static List<DataType> types(List<Field> schema) {
        return schema.stream().map(Field::type).toList();
    }

    private static void fill(
            JoinBridge join, List<DataType> types, List<List<@Nullable Object>> rows, EncodedBatches batches) {
        int half = rows.size() / 3;
        for (List<List<@Nullable Object>> part : List.of(rows.subList(0, half), rows.subList(half, rows.size()))) {
            if (!part.isEmpty()) {
                try (SinkOperator sink = join.createBuildSink()) {
                    batches.forEach(types, part, sink::consume);
                    sink.combine();
                }
            }
        }
    }

    private static void probe(
            JoinBridge join,
            List<DataType> types,
            List<List<@Nullable Object>> rows,
            EncodedBatches batches,
            List<List<@Nullable Object>> out) {
        try (StreamingOperator probe = join.createProbe()) {
            if (!probe.isDone()) {
                batches.forEach(
                        types,
                        rows,
                        batch -> probe.process(batch, result -> {
                            if (result.rowCount() > ColumnBatch.MAX_ROWS || result.selectedCount() == 0) {
                                throw new AssertionError("Bad batch of " + result.selectedCount());
                            }
                            out.addAll(BatchRows.rows(result));
                        }));
                probe.finish(result -> out.addAll(BatchRows.rows(result)));
            }
        }
    }
}
