package io.thresher.server.benchmark.program;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be undone when the program ends, by itself, by a failure or by a signal: child processes ended, half-made files removed.
 * The newest comes first. Thread-safe.
 */
public final class Cleanup implements AutoCloseable {
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private final Thread hook = new Thread(this::runAll, "benchmark-cleanup");

    public Cleanup() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Adds an action; closing what comes back runs it now instead. Actions may run twice and must not throw. */
    public Undo add(Runnable action) {
        synchronized (actions) {
            actions.push(action);
        }
        return () -> {
            synchronized (actions) {
                actions.remove(action);
            }
            action.run();
        };
    }

    /** Runs one action ahead of the end. */
    @FunctionalInterface
    public interface Undo extends AutoCloseable {
        @Override
        void close();
    }

    private void runAll() {
        Runnable action = next();
        while (action != null) {
            action.run();
            action = next();
        }
    }

    private @org.jspecify.annotations.Nullable Runnable next() {
        synchronized (actions) {
            return actions.poll();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal ends the program: the hook is at work, and nobody may end the process before it is done.
            waitForHook();
            return;
        }
        runAll();
    }

    private void waitForHook() {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
