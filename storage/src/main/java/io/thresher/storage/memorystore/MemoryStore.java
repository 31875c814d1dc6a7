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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decoded columns by file version, bounded. What is evicted first is what saves the least time for its bytes: an entry's worth is the
 * nanoseconds that decoding it took, times its uses, a byte, counted from the worth of what was evicted last, so that what was once
 * useful ages (GreedyDual-Size-Frequency; Cherkasova, 1998). Entries in use and pinned ones stay. Thread-safe; nothing waits for memory
 * under its lock, since {@link MemoryPool#onShortage} takes it.
 */
public final class MemoryStore implements AutoCloseable {
    private final MemoryPool pool;
    private final QueryMemory memory;
    private final long maxBytes;
    private final ReadCounts reads;
    private final StoredEntries entries = new StoredEntries();
    /** Those that nobody finds any more but that are still in use. */
    private final Map<StoredColumn, StoredEntry> leaving = new HashMap<>();

    private final Set<Location> keptTables = new HashSet<>();

    private double evictedWorth;
    private long hits;
    private long misses;
    private long loads;
    private long refusals;
    private long evictions;
    private long bytes;
    private long loadingBytes;
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
     * The columns of {@code keys}, null for each that is not here, for a scan of {@code table}. Those found are in use until
     * {@link #release}; a use is counted.
     */
    synchronized @Nullable StoredColumn[] acquire(List<StoredKey> keys, Table table) {
        @Nullable StoredColumn[] found = new StoredColumn[keys.size()];
        for (int i = 0; i < found.length; i++) {
            StoredEntry entry = entries.find(keys.get(i));
            if (entry == null) {
                misses++;
            } else {
                hits++;
                found[i] = use(entry, table);
            }
        }
        return found;
    }

    private StoredColumn use(StoredEntry entry, Table table) {
        entries.use(entry, evictedWorth);
        if (!entry.isPinned() && keptTables.contains(table.location())) {
            entry.pin(table);
        }
        return entry.column();
    }

    /** Ends the use of what {@link #acquire} found or {@link #put} answered. */
    synchronized void release(StoredKey key, StoredColumn column) {
        StoredEntry entry = entries.find(key);
        if (entry != null && entry.column() == column) {
            entry.release();
            return;
        }
        StoredEntry last = leaving.get(column);
        if (last == null) {
            throw new IllegalStateException("Column is not in the store: " + key);
        }
        last.release();
        if (!last.isUsed()) {
            leaving.remove(column);
            free(last);
        }
    }

    /**
     * Takes over a column that took {@code nanos} to read for a scan of {@code table}, and answers the one to use until
     * {@link #release}: another thread's, if that was faster. Null if there is no room for it; then it stays the caller's.
     */
    synchronized @Nullable StoredColumn put(StoredKey key, StoredColumn column, long nanos, Table table) {
        StoredEntry there = entries.find(key);
        if (there != null) {
            column.close();
            return use(there, table);
        }
        FileStatus other = entries.otherVersion(key.file());
        if (other != null) {
            dropIf(entry -> entry.key().file().equals(other));
        }
        StoredEntry entry = new StoredEntry(key, column, nanos, nextNumber++, table);
        boolean kept = keptTables.contains(table.location());
        entry.use(evictedWorth);
        if (!makeRoom(entry.bytes(), kept ? Double.MAX_VALUE : entry.worth())) {
            refusals++;
            return null;
        }
        if (kept) {
            entry.pin(table);
        }
        entries.add(entry);
        bytes += entry.bytes();
        loads++;
        return column;
    }

    /** Evicts what is worth no more than {@code worth} until {@code more} bytes fit in; nothing if that is not enough. */
    private boolean makeRoom(long more, double worth) {
        long missing = bytes + more - maxBytes;
        List<StoredEntry> victims = entries.leastWorth(missing, worth);
        if (victims.stream().mapToLong(StoredEntry::bytes).sum() < missing) {
            return false;
        }
        victims.forEach(this::evict);
        return true;
    }

    private void evict(StoredEntry victim) {
        evictedWorth = Math.max(evictedWorth, victim.worth());
        evictions++;
        entries.remove(victim);
        free(victim);
    }

    private void free(StoredEntry entry) {
        bytes -= entry.bytes();
        entry.column().close();
    }

    /** Gives at least {@code less} bytes back to the pool if what is idle suffices, else what there is; whether there was any. */
    private synchronized boolean shrink(long less) {
        List<StoredEntry> victims = entries.leastWorth(less, Double.MAX_VALUE);
        victims.forEach(this::evict);
        return !victims.isEmpty();
    }

    /** Forgets the entries of a table, at once or when their use ends, and keeps it no longer; whether there were any. */
    public synchronized boolean drop(Location table) {
        keptTables.remove(table);
        return dropIf(entry -> entry.table().equals(table));
    }

    /** Forgets all entries, at once or when their use ends, and keeps no table any longer. */
    synchronized void clear() {
        keptTables.clear();
        dropIf(entry -> true);
    }

    private boolean dropIf(Predicate<StoredEntry> condition) {
        List<StoredEntry> dropped = entries.all().stream().filter(condition).toList();
        for (StoredEntry entry : dropped) {
            entries.remove(entry);
            if (entry.isUsed()) {
                leaving.put(entry.column(), entry);
            } else {
                free(entry);
            }
        }
        return !dropped.isEmpty();
    }

    /** Says that the entries of a table stay, those that are here and those that come, until it is dropped. */
    synchronized void keep(Table table) {
        keptTables.add(table.location());
        entries.all().stream()
                .filter(entry -> entry.table().equals(table.location()))
                .forEach(entry -> entry.pin(table));
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
        entries.all()
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

    /**
     * Whether columns may be loaded that take so many bytes until they are let in: with others that are being loaded at most half of
     * what is free when all is evicted that can be, as queries need memory meanwhile; if {@code forced} in any case.
     * {@link #endLoading} follows if so.
     */
    synchronized boolean startLoading(long more, boolean forced) {
        long free = pool.limitBytes() - pool.usedBytes() + entries.idleBytes();
        if (!forced && loadingBytes + more > free / 2) {
            return false;
        }
        loadingBytes += more;
        return true;
    }

    /** Ends what {@link #startLoading} began. */
    synchronized void endLoading(long less) {
        loadingBytes -= less;
    }

    /** Frees everything; nobody uses a column any more. */
    @Override
    public synchronized void close() {
        clear();
        memory.close();
    }
}
