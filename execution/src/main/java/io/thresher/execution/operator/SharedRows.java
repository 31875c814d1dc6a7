package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.memory.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Rows that several parts of a plan read: copied once they are there, then read by any number of {@link Reader}s, each of which gets them
 * all, in no order. Any task may make a sink or a source.
 */
public final class SharedRows implements AutoCloseable {
    private final List<DataType> types;
    private final QueryContext context;
    private final List<RowBuffer> buffers = new ArrayList<>();
    private long peakBytes;

    /** Makes an empty one for rows of {@code types}. */
    public SharedRows(List<DataType> types, QueryContext context) {
        this.types = List.copyOf(types);
        this.context = context;
    }

    /** A task's sink. */
    public SinkOperator createSink() {
        return new Sink();
    }

    private synchronized void add(RowBuffer buffer) {
        buffers.add(buffer);
    }

    private synchronized List<RowBuffer> buffers() {
        return List.copyOf(buffers);
    }

    /** The most bytes held so far, about. */
    public synchronized long peakBytes() {
        return Math.max(
                peakBytes, buffers.stream().mapToLong(RowBuffer::heldBytes).sum());
    }

    /** One of those who read all rows. */
    public Reader createReader() {
        return new Reader();
    }

    @Override
    public synchronized void close() {
        peakBytes = peakBytes();
        Closing.all(buffers);
        buffers.clear();
    }

    private final class Sink implements SinkOperator {
        private @Nullable RowBuffer rows = new RowBuffer(types, context.memory());

        @Override
        public void consume(ColumnBatch batch) {
            if (rows != null) {
                rows.append(batch);
            }
        }

        @Override
        public void combine() {
            if (rows != null && rows.rowCount() > 0) {
                add(rows);
                rows = null;
            }
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
            }
        }
    }

    /** Deals all rows out among the sources that its tasks make, after all sinks combined. */
    public final class Reader {
        private final AtomicInteger next = new AtomicInteger();

        private Reader() {}

        /** A task's source of rows that no other of this reader gets. */
        public SourceOperator createSource() {
            return new Source(next, buffers(), context.cancellation());
        }

        /** The most sources that find work to do. */
        public int maxSources() {
            return Math.min(
                    context.threads(),
                    buffers().stream().mapToInt(RowBuffer::blockCount).sum());
        }
    }

    private record Source(AtomicInteger nextBlock, List<RowBuffer> buffers, CancellationToken cancellation)
            implements SourceOperator {
        @Override
        public @Nullable ColumnBatch next() {
            cancellation.check();
            int block = nextBlock.getAndIncrement();
            for (RowBuffer buffer : buffers) {
                if (block < buffer.blockCount()) {
                    return buffer.blockBatch(block);
                }
                block -= buffer.blockCount();
            }
            return null;
        }

        @Override
        public void close() {
            // The rows stay for the other readers.
        }
    }
}
