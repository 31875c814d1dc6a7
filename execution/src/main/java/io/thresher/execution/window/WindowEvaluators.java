package io.thresher.execution.window;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.WindowCall;
import io.thresher.execution.plan.WindowNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the evaluators of a window node's functions. Stateless. */
final class WindowEvaluators {
    private WindowEvaluators() {}

    /** The evaluator of {@code call}; {@code partition} is any partition. */
    static WindowEvaluator create(WindowNode node, WindowCall call, WindowPartition partition, QueryContext context) {
        return switch (call.function()) {
            case "row_number" -> new RankEvaluator(call, RankEvaluator.Kind.ROW_NUMBER);
            case "rank" -> new RankEvaluator(call, RankEvaluator.Kind.RANK);
            case "dense_rank" -> new RankEvaluator(call, RankEvaluator.Kind.DENSE_RANK);
            case "percent_rank" -> new RankEvaluator(call, RankEvaluator.Kind.PERCENT_RANK);
            case "cume_dist" -> new RankEvaluator(call, RankEvaluator.Kind.CUME_DIST);
            case "ntile" -> new RankEvaluator(call, RankEvaluator.Kind.NTILE);
            case "lag" -> new ShiftEvaluator(call, -1, context);
            case "lead" -> new ShiftEvaluator(call, 1, context);
            case "first_value" -> nth(node, call, NthValueEvaluator.Kind.FIRST, partition, context);
            case "last_value" -> nth(node, call, NthValueEvaluator.Kind.LAST, partition, context);
            case "nth_value" -> nth(node, call, NthValueEvaluator.Kind.NTH, partition, context);
            default ->
                new AggregateEvaluator(
                        call,
                        call.arguments().stream()
                                .map(column -> type(node, column))
                                .toList(),
                        frames(node, call, partition),
                        context);
        };
    }

    private static DataType type(WindowNode node, int column) {
        return node.input().outputSchema().get(column).type();
    }

    private static WindowEvaluator nth(
            WindowNode node,
            WindowCall call,
            NthValueEvaluator.Kind kind,
            WindowPartition partition,
            QueryContext context) {
        return new NthValueEvaluator(call, kind, frames(node, call, partition), context);
    }

    private static FrameBounds frames(WindowNode node, WindowCall call, WindowPartition partition) {
        WindowCall.Frame frame = call.frame();
        boolean range = frame.unit() == WindowCall.Unit.RANGE;
        return new FrameBounds(
                frame,
                range ? search(node, frame.start(), partition) : null,
                range ? search(node, frame.end(), partition) : null);
    }

    private static @Nullable RangeSearch search(WindowNode node, WindowCall.Bound bound, WindowPartition partition) {
        if (bound.kind() != WindowCall.BoundKind.PRECEDING && bound.kind() != WindowCall.BoundKind.FOLLOWING) {
            return null;
        }
        Integer offset = bound.offset();
        if (node.orderKeys().size() != 1 || offset == null) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "RANGE with an offset needs exactly one ORDER BY key; use ROWS; keys "
                            + node.orderKeys().size());
        }
        SortKey key = node.orderKeys().get(0);
        List<Field> schema = node.input().outputSchema();
        RangeKeys keys = new RangeKeys(
                key.column(),
                schema.get(key.column()).type(),
                schema.get(offset).type());
        return new RangeSearch(key, bound, keys, partition);
    }
}
