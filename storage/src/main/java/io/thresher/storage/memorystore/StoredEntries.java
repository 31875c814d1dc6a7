package io.thresher.storage.memorystore;

import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The entries that can be found, by key, in order of their worth, and by version of a file. Guarded by the store's lock. */
final class StoredEntries {
    private final Map<StoredKey, StoredEntry> byKey = new HashMap<>();
    private final TreeSet<StoredEntry> byWorth = new TreeSet<>();
    /** The version that entries of a file are of, and how many there are of a version. */
    private final Map<Location, FileStatus> versions = new HashMap<>();

    private final Map<FileStatus, Integer> pieces = new HashMap<>();

    @Nullable
    StoredEntry find(StoredKey key) {
        return byKey.get(key);
    }

    Collection<StoredEntry> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    void add(StoredEntry entry) {
        FileStatus file = entry.key().file();
        byKey.put(entry.key(), entry);
        byWorth.add(entry);
        versions.put(file.location(), file);
        pieces.merge(file, 1, Integer::sum);
    }

    void remove(StoredEntry entry) {
        FileStatus file = entry.key().file();
        byKey.remove(entry.key());
        byWorth.remove(entry);
        if (pieces.computeIfPresent(file, (version, count) -> count == 1 ? null : count - 1) == null) {
            versions.remove(file.location(), file);
        }
    }

    /** Counts a use of an entry, which changes its place in the order. */
    void use(StoredEntry entry, double evictedWorth) {
        byWorth.remove(entry);
        entry.use(evictedWorth);
        byWorth.add(entry);
    }

    /** The version other than {@code file} that entries of the same file are of, or null. */
    @Nullable
    FileStatus otherVersion(FileStatus file) {
        FileStatus before = versions.get(file.location());
        return before == null || before.equals(file) ? null : before;
    }

    /** The idle entries worth least that have {@code bytes} together, none worth more than {@code worth}; fewer if there are not so many. */
    List<StoredEntry> leastWorth(long bytes, double worth) {
        List<StoredEntry> found = new ArrayList<>();
        long left = bytes;
        for (StoredEntry entry : byWorth) {
            if (left <= 0 || entry.worth() > worth) {
                break;
            }
            if (entry.isIdle()) {
                found.add(entry);
                left -= entry.bytes();
            }
        }
        return found;
    }

    /** The bytes of the entries that may go to make room. */
    long idleBytes() {
        long bytes = 0;
        for (StoredEntry entry : byWorth) {
            bytes += entry.isIdle() ? entry.bytes() : 0;
        }
        return bytes;
    }
}
