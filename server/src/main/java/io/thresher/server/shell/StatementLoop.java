package io.thresher.server.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.jline.terminal.Terminal;

/** Runs statements for the shell: prints rows, time and errors, shows progress, and cancels on Ctrl-C. */
final class StatementLoop {
    private final Connection connection;
    private final Terminal terminal;
    private final ShellSettings settings;
    private final ExecutorService background;

    StatementLoop(Connection connection, Terminal terminal, ShellSettings settings, ExecutorService background) {
        this.connection = connection;
        this.terminal = terminal;
        this.settings = settings;
        this.background = background;
    }

    /** Runs the statements of a text up to the first that fails; returns whether all succeeded. */
    boolean runScript(String text) {
        for (String statement : StatementSplitter.split(text).all()) {
            if (!runStatement(statement)) {
                return false;
            }
        }
        return true;
    }

    /** Runs one statement and prints what it answers; returns whether it succeeded. */
    boolean runStatement(String sql) {
        long start = System.nanoTime();
        Terminal.SignalHandler before = null;
        try (Statement statement = connection.createStatement();
                ProgressLine progress = new ProgressLine(statement, terminal, background)) {
            before = terminal.handle(Terminal.Signal.INT, signal -> cancel(statement));
            boolean hasRows = statement.execute(sql);
            if (hasRows) {
                try (ResultSet rows = statement.getResultSet()) {
                    print(statement, rows, progress, start);
                }
            } else {
                progress.close();
                say("OK" + timing(start));
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                say("WARNING: " + warning.getMessage());
            }
            return true;
        } catch (SQLException e) {
            terminal.writer().println(ErrorLine.of(e));
            terminal.flush();
            return false;
        } finally {
            if (before != null) {
                terminal.handle(Terminal.Signal.INT, before);
            }
        }
    }

    private void cancel(Statement statement) {
        background.execute(() -> {
            try {
                statement.cancel();
            } catch (SQLException e) {
                say(ErrorLine.of(e));
            }
        });
    }

    private void print(Statement statement, ResultSet rows, ProgressLine progress, long start) throws SQLException {
        boolean interactive = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (!settings.pager || !interactive) {
            progress.close();
            long count = RowPrinter.of(settings.format).print(rows, terminal.writer());
            say(footer(count, start));
            return;
        }
        // What fits the screen is printed; the first line that does not moves everything so far into the pager.
        try (PagedOutput output = new PagedOutput(terminal, progress, () -> cancel(statement))) {
            try {
                long count = RowPrinter.of(settings.format).print(rows, output.writer());
                output.writer().println(footer(count, start));
            } catch (SQLException e) {
                // Leaving the pager canceled the statement; that is no error.
                if (!output.isLeft()) {
                    throw e;
                }
            }
        }
    }

    private String footer(long count, long start) {
        return "(" + count + (count == 1 ? " row)" : " rows)") + timing(start);
    }

    private String timing(long start) {
        double millis = (System.nanoTime() - start) / 1e6;
        return settings.timing ? String.format(Locale.ROOT, "  %.1f ms", millis) : "";
    }

    private void say(String line) {
        terminal.writer().println(line);
        terminal.flush();
    }

    /** Runs one query and returns its printed form without time, for commands. */
    String printed(String sql, OutputFormat format) throws SQLException {
        StringWriter text = new StringWriter();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            RowPrinter.of(format).print(rows, new PrintWriter(text));
        }
        return text.toString();
    }

    /** The connection that statements run on. */
    Connection connection() {
        return connection;
    }
}
