package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs operators on literal rows. Every method closes the operator it is given. */
public final class OperatorAssertions {
    private OperatorAssertions() {}

    /** The rows that a streaming operator puts out for batches of rows. */
    public static List<List<@Nullable Object>> process(
            TestQuery query, StreamingOperator operator, List<DataType> types, List<List<List<Object>>> batches) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        try (operator) {
            BatchConsumer consumer = batch -> out.addAll(BatchRows.rows(batch));
            for (List<List<Object>> rows : batches) {
                ColumnBatch batch = BatchRows.batch(query.memory(), types, rows);
                try {
                    operator.process(batch, consumer);
                } finally {
                    BatchRows.close(batch);
                }
            }
            operator.finish(consumer);
        }
        return out;
    }

    /** The rows that a source puts out. */
    public static List<List<@Nullable Object>> drain(SourceOperator source) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        try (source) {
            for (ColumnBatch batch = source.next(); batch != null; batch = source.next()) {
                out.addAll(BatchRows.rows(batch));
            }
        }
        return out;
    }

    /** Fills input {@code input} of a breaker with one task a list of batches, then finishes the input. */
    public static void fill(
            TestQuery query,
            PipelineBreaker breaker,
            int input,
            List<DataType> types,
            List<List<List<List<Object>>>> tasks) {
        for (List<List<List<Object>>> batches : tasks) {
            try (SinkOperator sink = breaker.createSink(input)) {
                for (List<List<Object>> rows : batches) {
                    ColumnBatch batch = BatchRows.batch(query.memory(), types, rows);
                    try {
                        sink.consume(batch);
                    } finally {
                        BatchRows.close(batch);
                    }
                }
                sink.combine();
            }
        }
        for (List<Runnable> work = breaker.finishInput(input); !work.isEmpty(); work = breaker.finishInput(input)) {
            work.forEach(Runnable::run);
        }
    }

    /** All rows of all sources of a filled breaker. */
    public static List<List<@Nullable Object>> drain(PipelineBreaker breaker) {
        List<List<@Nullable Object>> out = new ArrayList<>();
        int sources = breaker.maxSources();
        for (int i = 0; i < sources; i++) {
            out.addAll(drain(breaker.createSource()));
        }
        return out;
    }
}
