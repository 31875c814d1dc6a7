package io.thresher.storage.csv;

import io.thresher.storage.file.FileStatus;
import io.thresher.storage.scan.Split;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The splits of one file, found while they are asked for: a worker parses the first while the second is looked for. Tells
 * {@code whenDone} the record starts found, if it gets to the end. One thread at a time.
 */
final class CsvSplits implements Iterator<Split>, AutoCloseable {
    private final CsvSplitFinder finder;
    private final FileStatus file;
    private final List<@Nullable String> partitionValues;
    private final long splitBytes;
    private final Consumer<List<Long>> whenDone;
    private final List<Long> starts = new ArrayList<>();
    private long start;
    private boolean closed;

    CsvSplits(
            CsvSplitFinder finder,
            FileStatus file,
            List<@Nullable String> partitionValues,
            long dataStart,
            long splitBytes,
            Consumer<List<Long>> whenDone) {
        this.finder = finder;
        this.file = file;
        this.partitionValues = partitionValues;
        this.start = dataStart;
        this.splitBytes = splitBytes;
        this.whenDone = whenDone;
        this.starts.add(dataStart);
    }

    @Override
    public boolean hasNext() {
        return start < file.length() && !closed;
    }

    @Override
    public Split next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long target = start + splitBytes;
        long found = target >= file.length() ? -1 : finder.next(target);
        long end = found < 0 ? file.length() : found;
        Split split = split(file, partitionValues, start, end);
        start = end;
        if (end < file.length()) {
            starts.add(end);
        } else {
            whenDone.accept(List.copyOf(starts));
            close();
        }
        return split;
    }

    static Split split(FileStatus file, List<@Nullable String> partitionValues, long start, long end) {
        return new Split(file, partitionValues, start, end - start, -1, -1, -1);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            finder.close();
        }
    }
}
