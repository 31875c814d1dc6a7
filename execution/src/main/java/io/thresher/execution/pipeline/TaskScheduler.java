package io.thresher.execution.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worker threads of the process, as many as cores, shared by all queries: a worker takes a piece of work from each
 * query in turn and keeps it for a few milliseconds at most. One lock guards the scheduler and the bookkeeping of all
 * queries; no operator code runs under it. Thread-safe.
 */
public final class TaskScheduler implements AutoCloseable {
    /** How long a piece of work may keep its worker, in nanoseconds. */
    static final long TURN_NANOS = 4_000_000;

    /** Room for deep chains of operators; only touched if needed. */
    private static final long STACK_BYTES = 16L << 20;

    /** The most workers that may wait for slow readers while others take their place. */
    private static final int MAX_SPARE_WORKERS = 256;

    private final Object lock = new Object();
    private final int threads;
    private final Deque<QueryRun> queue = new ArrayDeque<>();
    private final Set<QueryRun> open = new HashSet<>();
    private int activeWorkers;
    private int idleWorkers;
    private int allWorkers;
    private int workerNumber;
    private boolean closed;

    /** Makes a scheduler and starts its {@code threads} workers. */
    public TaskScheduler(int threads) {
        this.threads = threads;
        synchronized (lock) {
            for (int i = 0; i < threads; i++) {
                startWorker();
            }
        }
    }

    /** The number of workers. */
    public int threads() {
        return threads;
    }

    /** What guards every query's bookkeeping. */
    Object lock() {
        return lock;
    }

    /** Takes a query in; with the lock held. */
    void add(QueryRun query) {
        if (closed) {
            throw new IllegalStateException("Scheduler is closed");
        }
        open.add(query);
        schedule(query);
    }

    /** Forgets a query that has ended; with the lock held. */
    void remove(QueryRun query) {
        open.remove(query);
        lock.notifyAll();
    }

    /** Lets workers know that a query may have work; with the lock held. */
    void schedule(QueryRun query) {
        if (!query.isQueued() && query.hasWork()) {
            query.setQueued(true);
            queue.addLast(query);
        }
        if (idleWorkers > 0 && !queue.isEmpty()) {
            lock.notifyAll();
        }
    }

    private void startWorker() {
        activeWorkers++;
        allWorkers++;
        Thread worker = new Thread(null, this::work, "worker-" + workerNumber++, STACK_BYTES);
        worker.setDaemon(true);
        worker.start();
    }

    private void work() {
        while (true) {
            Runnable work = next();
            if (work == null) {
                return;
            }
            work.run();
        }
    }

    private @Nullable Runnable next() {
        synchronized (lock) {
            boolean interrupted = false;
            while (!closed && activeWorkers <= threads) {
                Runnable work = take();
                if (work != null) {
                    return work;
                }
                idleWorkers++;
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Nobody but user code inside a function could have done this; the worker goes on.
                    interrupted = true;
                } finally {
                    idleWorkers--;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            activeWorkers--;
            allWorkers--;
            lock.notifyAll();
            return null;
        }
    }

    private @Nullable Runnable take() {
        while (true) {
            QueryRun query = queue.pollFirst();
            if (query == null) {
                return null;
            }
            query.setQueued(false);
            Runnable work = query.takeWork();
            if (work != null) {
                schedule(query);
                return work;
            }
        }
    }

    /** Runs something that may wait long on a worker, whose place another thread takes meanwhile. */
    void block(Runnable waiting) {
        synchronized (lock) {
            activeWorkers--;
            if (!closed && activeWorkers < threads && allWorkers < threads + MAX_SPARE_WORKERS) {
                startWorker();
            }
        }
        try {
            waiting.run();
        } finally {
            synchronized (lock) {
                // There may be one worker too many now: the next one that looks for work ends.
                activeWorkers++;
            }
        }
    }

    /** Cancels every query, waits for them to end, and ends the workers. */
    @Override
    public void close() {
        List<QueryRun> running;
        synchronized (lock) {
            running = new ArrayList<>(open);
        }
        running.forEach(QueryRun::close);
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            boolean interrupted = false;
            while (allWorkers > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
