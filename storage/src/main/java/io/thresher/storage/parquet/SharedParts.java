package io.thresher.storage.parquet;

import io.thresher.memory.Closing;
import io.thresher.memory.QueryMemory;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decoded parts of column chunks in use (dictionaries, large pages), so that the readers of several splits of one row
 * group make each only once. A part belongs to the memory of one query and lives while a reader holds it. Thread-safe.
 */
final class SharedParts<T extends AutoCloseable> {
    private final ConcurrentMap<Key, Entry<T>> entries = new ConcurrentHashMap<>();

    /** Whose part, of which column chunk, and which one. QueryMemory has identity for equality. */
    private record Key(QueryMemory memory, long chunkId, int number) {}

    /** Guarded by its lock. */
    private static final class Entry<T> {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable T part;
        private int holders;
        private boolean removed;
    }

    /** The part, made by {@code loader} if no reader holds it; {@link #release} follows. */
    T acquire(QueryMemory memory, long chunkId, int number, Supplier<T> loader) {
        T part = acquire(new Key(memory, chunkId, number), loader, true);
        if (part == null) {
            throw new IllegalStateException("Waited for a part in vain");
        }
        return part;
    }

    /** As {@link #acquire}, but null if another thread is making the part just now. */
    @Nullable
    T tryAcquire(QueryMemory memory, long chunkId, int number, Supplier<T> loader) {
        return acquire(new Key(memory, chunkId, number), loader, false);
    }

    private @Nullable T acquire(Key key, Supplier<T> loader, boolean waits) {
        while (true) {
            Entry<T> entry = entries.computeIfAbsent(key, k -> new Entry<>());
            if (waits) {
                entry.lock.lock();
            } else if (!entry.lock.tryLock()) {
                return null;
            }
            try {
                if (!entry.removed) {
                    return hold(key, entry, loader);
                }
            } finally {
                entry.lock.unlock();
            }
        }
    }

    private T hold(Key key, Entry<T> entry, Supplier<T> loader) {
        T part = entry.part;
        if (part == null) {
            try {
                part = loader.get();
            } finally {
                if (part == null) {
                    remove(key, entry);
                }
            }
            entry.part = part;
        }
        entry.holders++;
        return part;
    }

    /** Says that a holder is done; the last one closes the part. */
    void release(QueryMemory memory, long chunkId, int number) {
        Key key = new Key(memory, chunkId, number);
        Entry<T> entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("Part is not held, number: " + number);
        }
        entry.lock.lock();
        try {
            entry.holders--;
            if (entry.holders == 0) {
                remove(key, entry);
                if (entry.part != null) {
                    Closing.all(entry.part);
                }
            }
        } finally {
            entry.lock.unlock();
        }
    }

    private void remove(Key key, Entry<T> entry) {
        entry.removed = true;
        entries.remove(key, entry);
    }
}
