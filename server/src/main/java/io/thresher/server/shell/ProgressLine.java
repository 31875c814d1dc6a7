package io.thresher.server.shell;

import io.thresher.jdbc.StatementProgress;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;

/** A progress bar on the terminal's current line, shown once a statement has run for a while; closing wipes it. */
final class ProgressLine implements AutoCloseable {
    private static final long DELAY_MILLIS = 1000;
    private static final long PERIOD_MILLIS = 250;
    private static final int WIDTH = 40;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch wiped = new CountDownLatch(1);

    ProgressLine(Statement statement, Terminal terminal, ExecutorService background) {
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            wiped.countDown();
        } else {
            background.execute(() -> show(statement, terminal));
        }
    }

    private void show(Statement statement, Terminal terminal) {
        boolean shown = false;
        try {
            long start = System.nanoTime();
            long wait = DELAY_MILLIS;
            while (!ended.await(wait, TimeUnit.MILLISECONDS)) {
                double share = statement.unwrap(StatementProgress.class).progress();
                int full = (int) Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
                double seconds = (System.nanoTime() - start) / 1e9;
                terminal.writer()
                        .print(String.format(
                                Locale.ROOT,
                                "\r[%s%s] %3.0f%%  %.1f s (Ctrl-C cancels)",
                                "#".repeat(full),
                                ".".repeat(WIDTH - full),
                                share * 100,
                                seconds));
                terminal.flush();
                shown = true;
                wait = PERIOD_MILLIS;
            }
        } catch (SQLException e) {
            // The statement's own thread reports what happened to it.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (shown) {
                terminal.writer().print("\r" + " ".repeat(WIDTH + 40) + "\r");
                terminal.flush();
            }
            wiped.countDown();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            wiped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
