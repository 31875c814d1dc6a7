package io.thresher.server.query;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.fragment.RunningQuery;
import io.thresher.execution.plan.Field;
import io.thresher.memory.QueryMemory;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of a running plan, encoded as they are fetched; never more than one batch is held. Owns the run and its memory. */
final class StreamedRows implements ResultRows {
    /** What a frame of Java objects holds of text at most, but for its first row. */
    private static final long MAX_TEXT_BYTES = 4 << 20;

    private final RunningQuery running;
    private final List<Field> fields;
    private final RowEncoder encoder;
    private final FrameEncoder frameEncoder;
    private final QueryMemory memory;
    private @Nullable ColumnBatch batch;
    private int position;
    private boolean ended;

    StreamedRows(RunningQuery running, List<Field> fields, ZoneId timeZone, QueryMemory memory) {
        this.running = running;
        this.fields = List.copyOf(fields);
        this.encoder = new RowEncoder(timeZone);
        this.frameEncoder = new FrameEncoder(timeZone);
        this.memory = memory;
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public boolean fetch(int maxRows, List<Object> target) {
        long[] room = {MAX_TEXT_BYTES};
        return fetch(maxRows, (rows, start, count) -> {
            int taken = FrameEncoder.fitting(rows, start, count, room);
            encoder.encode(rows, start, taken, target);
            return taken;
        });
    }

    @Override
    public boolean isColumnar() {
        return true;
    }

    @Override
    public boolean fetchFrame(int maxRows, RowFrame frame) {
        return fetch(
                maxRows,
                (rows, start, count) -> frame.room() <= 0 ? 0 : frameEncoder.encode(rows, start, count, frame));
    }

    /** Takes rows of a batch; returns how many: fewer than it was offered when it wants no more. */
    private interface Taker {
        int take(ColumnBatch batch, int start, int count);
    }

    private boolean fetch(int maxRows, Taker taker) {
        int wanted = maxRows;
        while (wanted > 0 && !ended) {
            ColumnBatch current = batch;
            if (current == null || position == current.rowCount()) {
                current = running.next();
                batch = current;
                position = 0;
                if (current == null) {
                    ended = true;
                    break;
                }
            }
            int count = Math.min(wanted, current.rowCount() - position);
            int taken = taker.take(current, position, count);
            position += taken;
            wanted -= taken;
            if (taken < count) {
                break;
            }
        }
        return !ended;
    }

    /** Reads on to the end and gives away the batches, lent, without encoding rows. */
    void forEach(Consumer<ColumnBatch> reader) {
        for (ColumnBatch next = running.next(); next != null; next = running.next()) {
            reader.accept(next);
        }
        ended = true;
    }

    /** The run itself. */
    RunningQuery running() {
        return running;
    }

    /** The most bytes the query held at a time. */
    long peakBytes() {
        return memory.peakBytes();
    }

    @Override
    public List<String> warnings() {
        return running.warnings();
    }

    @Override
    public double progress() {
        return running.progress();
    }

    @Override
    public void close() {
        batch = null;
        try {
            running.close();
        } finally {
            memory.close();
        }
    }
}
