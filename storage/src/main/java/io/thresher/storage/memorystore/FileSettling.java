package io.thresher.storage.memorystore;

import io.thresher.error.StopCheck;
import io.thresher.storage.file.FileStatus;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When a file's version surely names its bytes: not while it is so young that it may be written to again without the time of its
 * change becoming another, which is that of a clock tick.
 */
final class FileSettling {
    /** Ticks are at most 10 ms. */
    private static final long SETTLED_MILLIS = 100;
    /** The same where times are kept in whole seconds. */
    private static final long COARSELY_SETTLED_MILLIS = 2000;

    private FileSettling() {}

    static boolean isSettled(FileStatus file) {
        long needed = file.changedMillis() % 1000 == 0 ? COARSELY_SETTLED_MILLIS : SETTLED_MILLIS;
        return System.currentTimeMillis() - file.changedMillis() >= needed;
    }

    /** Waits until a file is settled. One from the future, which another machine's clock made, is old enough when one of now would be. */
    static void await(FileStatus file, StopCheck stopCheck) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(COARSELY_SETTLED_MILLIS);
        while (!isSettled(file) && System.nanoTime() < end) {
            stopCheck.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
