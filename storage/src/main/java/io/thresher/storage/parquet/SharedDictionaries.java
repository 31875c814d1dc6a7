package io.thresher.storage.parquet;

import io.thresher.memory.QueryMemory;
import io.thresher.storage.parquet.decoding.Dictionary;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Dictionaries in use, so that readers of several splits of one row group decode each only once. A dictionary belongs to
 * the memory of one query and lives while a reader holds it. Thread-safe.
 */
final class SharedDictionaries {
    private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();

    /** Whose dictionary, and which. QueryMemory has identity for equality. */
    private record Key(QueryMemory memory, long dictionaryId) {}

    /** Guarded by itself. */
    private static final class Entry {
        private @Nullable Dictionary dictionary;
        private int holders;
        private boolean removed;
    }

    /** The dictionary, made by {@code loader} if no reader holds it; {@link #release} follows. */
    Dictionary acquire(QueryMemory memory, long dictionaryId, Supplier<Dictionary> loader) {
        Key key = new Key(memory, dictionaryId);
        while (true) {
            Entry entry = entries.computeIfAbsent(key, k -> new Entry());
            synchronized (entry) {
                if (!entry.removed) {
                    return hold(key, entry, loader);
                }
            }
        }
    }

    private Dictionary hold(Key key, Entry entry, Supplier<Dictionary> loader) {
        Dictionary dictionary = entry.dictionary;
        if (dictionary == null) {
            boolean loaded = false;
            try {
                dictionary = loader.get();
                loaded = true;
            } finally {
                if (!loaded) {
                    remove(key, entry);
                }
            }
            entry.dictionary = dictionary;
        }
        entry.holders++;
        return dictionary;
    }

    /** Says that a holder is done; the last one closes the dictionary. */
    void release(QueryMemory memory, long dictionaryId) {
        Key key = new Key(memory, dictionaryId);
        Entry entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("Dictionary is not held: " + dictionaryId);
        }
        synchronized (entry) {
            entry.holders--;
            if (entry.holders == 0) {
                remove(key, entry);
                if (entry.dictionary != null) {
                    entry.dictionary.close();
                }
            }
        }
    }

    private void remove(Key key, Entry entry) {
        entry.removed = true;
        entries.remove(key, entry);
    }
}
