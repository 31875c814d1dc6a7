package io.thresher.execution.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counters of one plan node, added to by the tasks that run it. Thread-safe. */
public final class NodeProfile {
    private final LongAdder rows = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final List<LongSupplier> peaks = new CopyOnWriteArrayList<>();
    private final List<Supplier<List<String>>> remarks = new CopyOnWriteArrayList<>();

    void addRows(long count) {
        rows.add(count);
    }

    void addNanos(long count) {
        nanos.add(count);
    }

    void addPeak(LongSupplier bytes) {
        peaks.add(bytes);
    }

    void addRemarks(Supplier<List<String>> source) {
        remarks.add(source);
    }

    /** Rows put out so far. */
    public long rows() {
        return rows.sum();
    }

    /** Thread time so far in nanoseconds, summed over threads. */
    public long nanos() {
        return nanos.sum();
    }

    /** The most bytes held so far. */
    public long peakBytes() {
        return peaks.stream().mapToLong(LongSupplier::getAsLong).sum();
    }

    /** What was decided at run time, each "name: text". */
    public List<String> remarks() {
        List<String> all = new ArrayList<>();
        remarks.forEach(source -> all.addAll(source.get()));
        return all;
    }
}
