package io.thresher.storage.memorystore;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.MemoryPool;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decoded columns by file version, bounded. What is evicted first is what saves the least time for its bytes: an entry's worth is the
 * nanoseconds that decoding it took, times its uses, a byte, counted from the worth of what was evicted last, so that what was once
 * useful ages (GreedyDual-Size-Frequency; Cherkasova, 1998). Entries in use and pinned ones stay. Thread-safe.
 */
public final class MemoryStore implements AutoCloseable {
    private final MemoryPool pool;
    private final QueryMemory memory;
    private final long maxBytes;
    private final Map<StoredKey, StoredEntry> entries = new HashMap<>();
    private final ReadCounts reads;
    private final TreeSet<StoredEntry> byWorth = new TreeSet<>();
    /** The version that entries of a file are of, and how many there are of a version. */
    private final Map<Location, FileStatus> versions = new HashMap<>();

    private final Map<FileStatus, Integer> pieces = new HashMap<>();

    private double evictedWorth;
    private long hits;
    private long misses;
    private long loads;
    private long refusals;
    private long evictions;
    private long bytes;
    private long nextNumber;

    /**
     * Makes an empty store that holds at most {@code maxBytes} of the pool's memory, and less when queries need it; columns are worth
     * keeping from their {@code minScans}-th scan on.
     */
    public MemoryStore(MemoryPool pool, long maxBytes, int minScans) {
        this.reads = new ReadCounts(minScans);
        this.pool = pool;
        this.maxBytes = maxBytes;
        // Counted by this class; the limit here is for what is made before it is let in.
        this.memory = pool.openQuery("memory-store", Long.MAX_VALUE);
        pool.onShortage(this::shrink);
    }

    /** How often columns are scanned. */
    ReadCounts reads() {
        return reads;
    }

    /** Where the bytes of stored columns come from. */
    QueryMemory memory() {
        return memory;
    }

    /**
     * The columns of {@code keys}, null for each that is not here. Those found are in use until {@link #release}; a use is counted.
     */
    synchronized @Nullable StoredColumn[] acquire(List<StoredKey> keys) {
        @Nullable StoredColumn[] found = new StoredColumn[keys.size()];
        for (int i = 0; i < found.length; i++) {
            StoredEntry entry = entries.get(keys.get(i));
            if (entry == null) {
                misses++;
            } else {
                hits++;
                byWorth.remove(entry);
                entry.use(evictedWorth);
                byWorth.add(entry);
                found[i] = entry.column();
            }
        }
        return found;
    }

    /** Ends the use of what {@link #acquire} found or {@link #put} answered. */
    synchronized void release(StoredKey key, StoredColumn column) {
        StoredEntry entry = entries.get(key);
        if (entry == null || entry.column() != column) {
            throw new IllegalStateException("Column is not in the store: " + key);
        }
        entry.release();
        if (entry.isDropped() && !entry.isUsed()) {
            remove(entry);
        }
    }

    /**
     * Takes over a column that took {@code nanos} to read, and answers the one to use until {@link #release}: another thread's, if that
     * was faster. Null if there is no room for it; then it stays the caller's.
     */
    synchronized @Nullable StoredColumn put(
            StoredKey key, StoredColumn column, long nanos, Table table, boolean pinned) {
        StoredEntry there = entries.get(key);
        if (there != null) {
            column.close();
            there.use(evictedWorth);
            return there.column();
        }
        dropOtherVersions(key.file());
        StoredEntry entry = new StoredEntry(key, column, nanos, nextNumber++, table, pinned);
        entry.use(evictedWorth);
        if (!makeRoom(column.heldBytes(), pinned ? Double.MAX_VALUE : entry.worth())) {
            refusals++;
            reads.refused(table.location(), key.column());
            return null;
        }
        entries.put(key, entry);
        byWorth.add(entry);
        versions.put(key.file().location(), key.file());
        pieces.merge(key.file(), 1, Integer::sum);
        bytes += column.heldBytes();
        loads++;
        return column;
    }

    private void dropOtherVersions(FileStatus file) {
        FileStatus before = versions.get(file.location());
        if (before != null && !before.equals(file)) {
            dropIf(entry -> entry.key().file().equals(before));
        }
    }

    private boolean makeRoom(long more, double worth) {
        while (bytes + more > maxBytes) {
            StoredEntry victim = leastWorth();
            if (victim == null || victim.worth() > worth) {
                return false;
            }
            evict(victim);
        }
        return true;
    }

    private @Nullable StoredEntry leastWorth() {
        for (StoredEntry entry : byWorth) {
            if (!entry.isUsed() && !entry.isPinned()) {
                return entry;
            }
        }
        return null;
    }

    private void evict(StoredEntry victim) {
        evictedWorth = Math.max(evictedWorth, victim.worth());
        evictions++;
        remove(victim);
    }

    private void remove(StoredEntry entry) {
        entries.remove(entry.key());
        byWorth.remove(entry);
        FileStatus file = entry.key().file();
        if (pieces.computeIfPresent(file, (version, count) -> count == 1 ? null : count - 1) == null) {
            versions.remove(file.location(), file);
        }
        bytes -= entry.column().heldBytes();
        entry.column().close();
    }

    /** Gives at least {@code less} bytes back to the pool if what nobody uses or pinned suffices; else what there is. */
    private synchronized void shrink(long less) {
        long wanted = Math.max(0, bytes - less);
        while (bytes > wanted) {
            StoredEntry victim = leastWorth();
            if (victim == null) {
                return;
            }
            evict(victim);
        }
    }

    /** Forgets the entries of a table: at once, or when their use ends. */
    public synchronized void drop(Location table) {
        dropIf(entry -> entry.table().equals(table));
    }

    /** Forgets all entries: at once, or when their use ends. */
    synchronized void clear() {
        dropIf(entry -> true);
    }

    private void dropIf(Predicate<StoredEntry> condition) {
        List<StoredEntry> dropped = entries.values().stream().filter(condition).toList();
        for (StoredEntry entry : dropped) {
            if (entry.isUsed()) {
                entry.drop();
            } else {
                remove(entry);
            }
        }
    }

    /** Makes entries of a table pinned, or evictable again. */
    synchronized void pin(Location table, boolean pinned) {
        entries.values().stream()
                .filter(entry -> entry.table().equals(table))
                .forEach(entry -> entry.setPinned(pinned));
    }

    /** Bytes held, also by columns that are about to be let in. */
    public long usedBytes() {
        return memory.usedBytes();
    }

    /** The most bytes held. */
    public long maxBytes() {
        return maxBytes;
    }

    /** What was found, loaded and evicted so far. */
    public synchronized StoreCounters counters() {
        return new StoreCounters(hits, misses, loads, refusals, evictions, bytes);
    }

    /** What is held, a total a table. */
    public synchronized List<StoredTotal> totals() {
        Map<Location, List<StoredEntry>> byTable = new LinkedHashMap<>();
        entries.values()
                .forEach(entry -> byTable.computeIfAbsent(entry.table(), table -> new ArrayList<>())
                        .add(entry));
        return byTable.values().stream().map(StoredTotal::of).toList();
    }

    /**
     * Counts bytes that are held here but are no entries, until {@link #giveBack}.
     *
     * @throws EngineException MEMORY_LIMIT_EXCEEDED if no entries can be evicted for them
     */
    synchronized void take(long more) {
        if (!makeRoom(more, Double.MAX_VALUE)) {
            throw full(more);
        }
        bytes += more;
    }

    /** What to say when {@code more} bytes do not fit in. */
    EngineException full(long more) {
        return new EngineException(
                ErrorCode.MEMORY_LIMIT_EXCEEDED,
                "Memory store is full; uncache tables or raise memory-store.max-bytes: limit " + maxBytes
                        + " bytes, asked " + more);
    }

    /** Ends what {@link #take} began. */
    synchronized void giveBack(long less) {
        bytes -= less;
    }

    /** Whether so many bytes can be allocated now, when all is evicted that can be. */
    synchronized boolean hasRoom(long more) {
        return pool.limitBytes() - pool.usedBytes() + bytes >= more;
    }

    /** Frees everything; nobody uses a column any more. */
    @Override
    public synchronized void close() {
        entries.values().forEach(entry -> entry.column().close());
        entries.clear();
        byWorth.clear();
        memory.close();
    }
}
