package io.thresher.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Closes several things, so that one that fails does not keep the memory of the others. */
public final class Closing {
    private Closing() {}

    /** Closes all in order, whatever some of them throw; the first failure is thrown at the end, the others added to it. */
    public static void all(Iterable<? extends AutoCloseable> closeables) {
        RuntimeException failure = null;
        for (AutoCloseable closeable : closeables) {
            try {
                closeable.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** As {@link #all(Iterable)}. */
    public static void all(AutoCloseable... closeables) {
        all(Arrays.asList(closeables));
    }

    /** As {@link #all(Iterable)}, with {@code last} after them. */
    public static void all(List<? extends AutoCloseable> closeables, AutoCloseable last) {
        List<AutoCloseable> all = new ArrayList<>(closeables);
        all.add(last);
        all(all);
    }
}
