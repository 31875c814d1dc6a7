package io.thresher.server.benchmark.program;

import java.io.PrintStream;

/**
 * Where a program writes: results to {@code output}, everything else to {@code messages}. On a terminal the last message may be a status
 * that the next one replaces; elsewhere a status is not shown. Thread-safe.
 */
public final class Console {
    private static final String WIPE_LINE = "\r\u001b[2K";

    private final PrintStream output;
    private final PrintStream messages;
    private final boolean terminal;
    private boolean statusShown;

    public Console(PrintStream output, PrintStream messages, boolean terminal) {
        this.output = output;
        this.messages = messages;
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }

    /** Prints a line of the result. */
    public synchronized void print(String line) {
        wipe();
        output.println(line);
        output.flush();
    }

    /** Prints a line for the user. */
    public synchronized void say(String line) {
        wipe();
        messages.println(line);
        messages.flush();
    }

    /** Shows what goes on, until anything else is written. */
    public synchronized void status(String text) {
        if (terminal) {
            messages.print(WIPE_LINE + text);
            messages.flush();
            statusShown = true;
        }
    }

    /** Takes the status away. */
    public synchronized void wipe() {
        if (statusShown) {
            messages.print(WIPE_LINE);
            messages.flush();
            statusShown = false;
        }
    }
}
