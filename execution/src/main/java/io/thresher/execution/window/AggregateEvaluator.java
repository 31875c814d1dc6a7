package io.thresher.execution.window;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.execution.function.aggregate.AggregateFunction;
import io.thresher.execution.function.aggregate.AggregateFunctions;
import io.thresher.execution.function.aggregate.AggregateSignature;
import io.thresher.execution.kernel.Copy;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.plan.WindowCall;
import io.thresher.memory.RawMemory;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over each row's frame. Frames that grow from one start are added to as they go on; small frames are added
 * up afresh; other large ones come from a {@link SegmentTree}.
 */
final class AggregateEvaluator implements WindowEvaluator {
    /** Frames of up to this many rows are added up afresh. */
    private static final long SMALL_FRAME = 128;

    /** Aggregates whose states can be copied and combined as often as one likes. */
    private static final Set<String> PLAIN_STATES = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "stddev_pop",
            "stddev_samp",
            "var_pop",
            "var_samp",
            "bool_and",
            "bool_or",
            "bit_and",
            "bit_or",
            "bit_xor",
            "covar_pop",
            "covar_samp",
            "corr");

    private final AggregateFunction function;
    private final AggregateSignature signature;
    private final QueryContext context;
    private final FrameBounds frames;
    private final FrameArguments arguments;
    private final boolean mayCombine;
    private final boolean mayCopyStates;
    private final Column results;
    private final long[] states = new long[ColumnBatch.MAX_ROWS];
    private @Nullable ArrowBuf memory;
    private @Nullable Accumulator accumulator;
    private @Nullable SegmentTree tree;
    private int stateBytes;
    private long runStart;
    private long runEnd;
    private long lastStart;
    private long lastEnd;

    AggregateEvaluator(WindowCall call, List<DataType> argumentTypes, FrameBounds frames, QueryContext context) {
        this.function = AggregateFunctions.find(call.function());
        this.signature = new AggregateSignature(argumentTypes, List.of(), call.type());
        this.context = context;
        this.frames = frames;
        this.arguments = new FrameArguments(call.arguments(), argumentTypes, call.filterColumn(), context);
        this.mayCombine = PLAIN_STATES.contains(call.function());
        boolean text = argumentTypes.stream().anyMatch(type -> type.physicalType() == PhysicalType.VIEW);
        this.mayCopyStates = mayCombine && (!text || call.function().equals("count"));
        this.results = new Column(call.type(), context.memory());
    }

    @Override
    public void start(WindowPartition partition) {
        closePartition();
        frames.start(partition);
        arguments.start(partition);
        Accumulator made = function.factory().create(signature, context.memory());
        accumulator = made;
        stateBytes = made.stateBytes();
        if (memory == null) {
            memory = context.memory().allocate((long) stateBytes * (ColumnBatch.MAX_ROWS + 1));
        }
        runStart = -1;
        lastStart = -1;
    }

    @Override
    public void evaluate(WindowRows rows, Column output, int offset, int capacity) {
        frames.compute(rows);
        Accumulator open = openAccumulator();
        long next = openMemory() + stateBytes;
        int pending = 0;
        for (int i = 0; i < rows.count(); i++) {
            long from = arguments.countBefore(frames.starts()[i]);
            long to = Math.max(from, arguments.countBefore(frames.ends()[i]));
            if (pending > 0 && from == lastStart && to == lastEnd) {
                states[pending] = states[pending - 1];
            } else {
                states[pending] = state(open, from, to, next);
                next += stateBytes;
            }
            lastStart = from;
            lastEnd = to;
            pending++;
            if (!mayCopyStates && states[pending - 1] == openMemory()) {
                // The running state changes with the next row: its result is needed now.
                finish(open, pending, output, offset + i + 1 - pending, capacity);
                pending = 0;
            }
        }
        finish(open, pending, output, offset + rows.count() - pending, capacity);
    }

    private Accumulator openAccumulator() {
        if (accumulator == null) {
            throw new IllegalStateException("No partition was started");
        }
        return accumulator;
    }

    /** Address of the running state, behind which a state for each row of a batch has room. */
    private long openMemory() {
        if (memory == null) {
            throw new IllegalStateException("No partition was started");
        }
        return memory.memoryAddress();
    }

    /** The address of the state of passing rows {@code from} to {@code to}: at {@code free}, or the running one. */
    private long state(Accumulator open, long from, long to, long free) {
        long running = openMemory();
        boolean grows = from == runStart && to >= runEnd;
        if (grows || runStart < 0 || (!mayCombine && to - from > SMALL_FRAME)) {
            if (!grows) {
                RawMemory.fill(running, stateBytes, (byte) 0);
                runStart = from;
                runEnd = from;
            }
            arguments.update(open, runEnd, to, running);
            runEnd = to;
            if (!mayCopyStates) {
                return running;
            }
            RawMemory.copy(running, free, stateBytes);
            return free;
        }
        RawMemory.fill(free, stateBytes, (byte) 0);
        if (to - from <= SMALL_FRAME) {
            arguments.update(open, from, to, free);
        } else {
            if (tree == null) {
                tree = new SegmentTree(open, arguments, context.memory());
            }
            tree.query(from, to, free);
        }
        return free;
    }

    /** Writes the results of the pending states. */
    private void finish(Accumulator open, int count, Column output, int offset, int capacity) {
        if (count == 0) {
            return;
        }
        results.resetFlat();
        results.ensureCapacity(count);
        if (results.physicalType() == PhysicalType.VIEW) {
            results.heap().reset();
        }
        open.finish(states, count, 0, results);
        Copy.append(results, null, count, output, offset, capacity, output.heap());
    }

    private void closePartition() {
        if (tree != null) {
            tree.close();
            tree = null;
        }
        if (accumulator != null) {
            accumulator.close();
            accumulator = null;
        }
    }

    @Override
    public void close() {
        closePartition();
        arguments.close();
        results.close();
        if (memory != null) {
            context.memory().free(memory);
            memory = null;
        }
    }
}
