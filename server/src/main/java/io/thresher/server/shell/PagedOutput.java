package io.thresher.server.shell;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * Shows text on the terminal if it fits the screen, else through {@code less}. Leaving the pager early only drops what would
 * have been shown.
 */
final class PagedOutput implements AutoCloseable {
    private final Terminal terminal;
    private final ProgressLine progress;
    private final StringBuilder held = new StringBuilder();
    private final PrintWriter writer = new PrintWriter(new Screen());
    private final Runnable onLeave;
    private boolean left;
    private int lines;
    private @Nullable Process pager;
    private @Nullable Writer pagerInput;

    /** {@code onLeave} stops what makes the text; it runs once, when the user leaves the pager before the end. */
    PagedOutput(Terminal terminal, ProgressLine progress, Runnable onLeave) {
        this.terminal = terminal;
        this.progress = progress;
        this.onLeave = onLeave;
    }

    /** Whether the user left the pager before the end. */
    boolean isLeft() {
        return left;
    }

    PrintWriter writer() {
        return writer;
    }

    private void openPager() throws IOException {
        progress.close();
        Process process = new ProcessBuilder("less", "-S", "-F", "-R", "-X")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        pager = process;
        pagerInput = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        pagerInput.append(held);
        held.setLength(0);
    }

    @Override
    public void close() {
        writer.flush();
        Process process = pager;
        if (process == null) {
            progress.close();
            terminal.writer().append(held);
            terminal.flush();
            return;
        }
        try {
            if (pagerInput != null) {
                pagerInput.close();
            }
        } catch (IOException e) {
            // The user left the pager before the end: nothing is lost that somebody wanted.
        }
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /** Counts lines and decides where they go. */
    private final class Screen extends Writer {
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                lines += buffer[offset + i] == '\n' ? 1 : 0;
            }
            if (pagerInput != null) {
                writeToPager(pagerInput, buffer, offset, length);
                return;
            }
            held.append(buffer, offset, length);
            if (lines >= terminal.getHeight() - 1 && terminal.getHeight() > 0) {
                startPagerOrPrint();
            }
        }

        private void writeToPager(Writer input, char[] buffer, int offset, int length) {
            try {
                input.write(buffer, offset, length);
            } catch (IOException e) {
                // The pager closed its input: nobody wants the rest.
                if (!left) {
                    left = true;
                    onLeave.run();
                }
            }
        }

        private void startPagerOrPrint() {
            try {
                openPager();
            } catch (IOException e) {
                // No pager on this machine: the terminal scrolls.
                terminal.writer().append(held);
                held.setLength(0);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
