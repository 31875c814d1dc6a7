package io.thresher.storage.parquet;

import io.thresher.memory.QueryMemory;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pages so large that several splits lie in one (DuckDB writes a column chunk of any length as one page). Readers hold
 * them through their query's memory; between two readers the heap keeps them only while it has room, so that one thread
 * that takes split after split does not decompress the page anew each time. Thread-safe.
 */
final class LargePageCache {
    private final SharedParts<Held> held = new SharedParts<>();
    /** By query, whose end drops its pages. */
    private final Map<QueryMemory, Map<PageKey, SoftReference<LargePage>>> idle = new WeakHashMap<>();

    private record PageKey(long chunkId, int number) {}

    /** A page counted against a query's memory. */
    private record Held(LargePage page, QueryMemory memory) implements AutoCloseable {
        @Override
        public void close() {
            memory.release(page.heapBytes());
        }
    }

    /**
     * The page, decompressed by {@code loader} if it is nowhere; {@code heapBytes} is what it will take. Null if
     * another thread is at it and {@code waits} is false. {@link #release} follows unless null.
     */
    @Nullable
    LargePage acquire(
            QueryMemory memory, long chunkId, int number, long heapBytes, boolean waits, Supplier<LargePage> loader) {
        Supplier<Held> counted = () -> load(memory, new PageKey(chunkId, number), heapBytes, loader);
        Held found = waits
                ? held.acquire(memory, chunkId, number, counted)
                : held.tryAcquire(memory, chunkId, number, counted);
        return found == null ? null : found.page();
    }

    void release(QueryMemory memory, long chunkId, int number) {
        held.release(memory, chunkId, number);
    }

    private Held load(QueryMemory memory, PageKey key, long heapBytes, Supplier<LargePage> loader) {
        LargePage page = findIdle(memory, key);
        memory.reserve(page == null ? heapBytes : page.heapBytes());
        if (page != null) {
            return new Held(page, memory);
        }
        try {
            page = loader.get();
        } finally {
            if (page == null) {
                memory.release(heapBytes);
            }
        }
        keepIdle(memory, key, page);
        return new Held(page, memory);
    }

    private synchronized @Nullable LargePage findIdle(QueryMemory memory, PageKey key) {
        Map<PageKey, SoftReference<LargePage>> pages = idle.get(memory);
        SoftReference<LargePage> reference = pages == null ? null : pages.get(key);
        return reference == null ? null : reference.get();
    }

    private synchronized void keepIdle(QueryMemory memory, PageKey key, LargePage page) {
        Map<PageKey, SoftReference<LargePage>> pages = idle.computeIfAbsent(memory, m -> new HashMap<>());
        pages.values().removeIf(r -> r.get() == null);
        pages.put(key, new SoftReference<>(page));
    }
}
