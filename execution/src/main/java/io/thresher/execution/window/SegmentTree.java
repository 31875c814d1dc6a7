package io.thresher.execution.window;

import io.thresher.execution.function.aggregate.Accumulator;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/**
 * States of an aggregate over aligned ranges of a partition's rows, in levels: leaves of 64 rows, every further level 16
 * nodes of the one below. The state of any range comes from a few nodes and the rows at its edges. One thread at a time.
 */
final class SegmentTree implements AutoCloseable {
    private static final int LEAF_ROWS = 64;
    private static final int FAN_OUT = 16;

    private final QueryMemory memory;
    private final Accumulator accumulator;
    private final FrameArguments arguments;
    private final int stateBytes;
    private final List<ArrowBuf> levels = new ArrayList<>();

    /** Builds the tree over all rows of {@code arguments}. */
    SegmentTree(Accumulator accumulator, FrameArguments arguments, QueryMemory memory) {
        this.memory = memory;
        this.accumulator = accumulator;
        this.arguments = arguments;
        this.stateBytes = accumulator.stateBytes();
        try {
            build();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void build() {
        long nodes = arguments.count() / LEAF_ROWS;
        if (nodes == 0) {
            return;
        }
        addLevel(nodes);
        for (long node = 0; node < nodes; node++) {
            arguments.update(accumulator, node * LEAF_ROWS, (node + 1) * LEAF_ROWS, node(0, node));
        }
        for (int level = 1; nodes / FAN_OUT > 0; level++) {
            nodes /= FAN_OUT;
            addLevel(nodes);
            for (long node = 0; node < nodes; node++) {
                for (long child = node * FAN_OUT; child < (node + 1) * FAN_OUT; child++) {
                    accumulator.combine(node(level - 1, child), node(level, node));
                }
            }
        }
    }

    private void addLevel(long nodes) {
        ArrowBuf level = memory.allocate(nodes * stateBytes);
        levels.add(level);
        RawMemory.fill(level.memoryAddress(), nodes * stateBytes, (byte) 0);
    }

    private long node(int level, long node) {
        return levels.get(level).memoryAddress() + node * stateBytes;
    }

    /** Adds rows {@code from} to {@code to}, exclusive, to the state at {@code state}, in order. */
    void query(long from, long to, long state) {
        long firstLeaf = (from + LEAF_ROWS - 1) / LEAF_ROWS;
        long endLeaf = to / LEAF_ROWS;
        if (firstLeaf >= endLeaf) {
            arguments.update(accumulator, from, to, state);
            return;
        }
        arguments.update(accumulator, from, firstLeaf * LEAF_ROWS, state);
        combine(0, firstLeaf, endLeaf, state);
        arguments.update(accumulator, endLeaf * LEAF_ROWS, to, state);
    }

    private void combine(int level, long from, long to, long state) {
        long firstParent = (from + FAN_OUT - 1) / FAN_OUT;
        long endParent = to / FAN_OUT;
        if (level + 1 >= levels.size() || firstParent >= endParent) {
            combineNodes(level, from, to, state);
            return;
        }
        combineNodes(level, from, firstParent * FAN_OUT, state);
        combine(level + 1, firstParent, endParent, state);
        combineNodes(level, endParent * FAN_OUT, to, state);
    }

    private void combineNodes(int level, long from, long to, long state) {
        for (long node = from; node < to; node++) {
            accumulator.combine(node(level, node), state);
        }
    }

    @Override
    public void close() {
        levels.forEach(memory::free);
        levels.clear();
    }
}
