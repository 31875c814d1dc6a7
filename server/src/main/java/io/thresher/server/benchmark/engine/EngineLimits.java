package io.thresher.server.benchmark.engine;

import io.thresher.config.DataSize;

/** What each engine may use: threads and memory. */
public record EngineLimits(int threads, DataSize memory) {
    /** In units of 1024 squared bytes. */
    long memoryMegabytes() {
        return memory.bytes() >> 20;
    }
}
