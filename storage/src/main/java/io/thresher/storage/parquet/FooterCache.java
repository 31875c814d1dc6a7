package io.thresher.storage.parquet;

import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the footers used last, by file version. Bounded by the number of column chunks they describe. Thread-safe. */
final class FooterCache {
    private final long maxChunks;
    private final Map<FileStatus, ParquetFile> files = new LinkedHashMap<>(64, 0.75f, true);
    private long chunks;

    FooterCache(long maxChunks) {
        this.maxChunks = maxChunks;
    }

    /** The checked footer of {@code file}, read if it is not here. */
    ParquetFile footer(FileSystem fileSystem, FileStatus file) {
        ParquetFile cached = find(file);
        if (cached != null) {
            return cached;
        }
        // Two threads may read the same footer at a time; the first one kept wins, so that dictionary ids agree.
        return keep(file, FooterReader.read(fileSystem, file));
    }

    private synchronized @Nullable ParquetFile find(FileStatus file) {
        return files.get(file);
    }

    private synchronized ParquetFile keep(FileStatus file, ParquetFile read) {
        ParquetFile earlier = files.putIfAbsent(file, read);
        if (earlier != null) {
            return earlier;
        }
        chunks += weight(read);
        Iterator<ParquetFile> oldest = files.values().iterator();
        while (chunks > maxChunks && files.size() > 1) {
            chunks -= weight(oldest.next());
            oldest.remove();
        }
        return read;
    }

    private static long weight(ParquetFile file) {
        return 8 + file.leafCount() + (long) file.leafCount() * file.rowGroups().size();
    }
}
