package io.thresher.server.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the engines rest: compilers and collectors of a JVM go on after an answer, and would be charged to whoever is timed next.
 */
final class QuietMoment {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    /** Processor time comes in steps of 10 ms. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<RunningEngine> engines;

    QuietMoment(List<RunningEngine> engines) {
        this.engines = engines;
    }

    /** Returns when all processes used hardly any processor time for a moment, or after a second. */
    void await() {
        long end = System.nanoTime() + MAX_WAIT_NANOS;
        long before = processorNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(WINDOW_NANOS);
            long now = processorNanos();
            if (now - before <= QUIET_NANOS) {
                return;
            }
            before = now;
        }
    }

    private long processorNanos() {
        long nanos = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
        for (RunningEngine running : engines) {
            nanos += running.engine().processorNanos();
        }
        return nanos;
    }
}
