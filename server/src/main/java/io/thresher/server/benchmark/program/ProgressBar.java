package io.thresher.server.benchmark.program;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how much of a known amount is done, and about how long the rest takes. Thread-safe. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Console console;
    private final String label;
    private final long total;
    private final long startNanos = System.nanoTime();
    private long done;
    private long shownNanos;

    public ProgressBar(Console console, String label, long total) {
        this.console = console;
        this.label = label;
        this.total = Math.max(1, total);
    }

    /** Counts {@code amount} as done. */
    public synchronized void add(long amount) {
        done += amount;
        long now = System.nanoTime();
        if (now - shownNanos > PERIOD_NANOS) {
            shownNanos = now;
            console.status(line(now));
        }
    }

    private String line(long now) {
        double share = Math.min(1, (double) done / total);
        int full = (int) Math.round(share * WIDTH);
        double left = (now - startNanos) / 1e9 * (1 - share) / Math.max(share, 1e-9);
        return String.format(
                Locale.ROOT,
                "%-12s [%s%s] %3.0f%%  %.0f s left",
                label,
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                share * 100,
                left);
    }

    /** Seconds since the start. */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
