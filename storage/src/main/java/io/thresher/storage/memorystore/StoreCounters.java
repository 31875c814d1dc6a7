package io.thresher.storage.memorystore;

/** What a memory store did so far: columns found and not found, taken in, refused for lack of room, evicted; and the bytes it holds now. */
public record StoreCounters(long hits, long misses, long loads, long refusals, long evictions, long bytes) {}
