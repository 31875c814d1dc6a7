package io.thresher.execution.sort;

import io.thresher.execution.operator.RowBuffer;

/** One task's rows and their entries, sorted once {@link SortSink#combine} is over. */
record SortedRun(RowBuffer rows, EntryBuffer entries) implements AutoCloseable {
    long heldBytes() {
        return rows.heldBytes() + entries.heldBytes();
    }

    @Override
    public void close() {
        entries.close();
        rows.close();
    }
}
