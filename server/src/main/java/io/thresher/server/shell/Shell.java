package io.thresher.server.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The interactive shell: reads statements and backslash commands, one at a time, until the end of input. Ctrl-C drops the line
 * being typed or cancels the statement that runs, never the shell.
 */
final class Shell {
    private final String url;
    private final Path history;

    Shell(String url, Path history) {
        this.url = url;
        this.history = history;
    }

    /** Runs until the user leaves; returns the exit code. */
    int run() throws IOException, SQLException {
        ExecutorService background = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "thresher-shell");
            thread.setDaemon(true);
            return thread;
        });
        try (Terminal terminal =
                        TerminalBuilder.builder().system(true).dumb(true).build();
                Connection connection = DriverManager.getConnection(url)) {
            SqlCompleter completer = new SqlCompleter(connection, background);
            completer.refresh();
            ShellSettings settings = new ShellSettings();
            StatementLoop statements = new StatementLoop(connection, terminal, settings, background);
            BackslashCommands commands = new BackslashCommands(statements, settings, terminal);
            LineReader reader = reader(terminal, completer);
            greet(terminal);
            while (readOne(reader, statements, commands)) {
                completer.refresh();
            }
            return 0;
        } finally {
            background.shutdownNow();
        }
    }

    private LineReader reader(Terminal terminal, SqlCompleter completer) throws IOException {
        Files.createDirectories(history.toAbsolutePath().getParent());
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("thresher")
                .parser(new SqlInputParser())
                .completer(completer)
                .highlighter(new SqlHighlighter())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "       -> ")
                .variable(LineReader.INDENTATION, 0)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .build();
    }

    private void greet(Terminal terminal) {
        terminal.writer()
                .println("Thresher 0.1.0 at " + url.replaceFirst("[?].*", "") + ". \\? for help, \\q to leave.");
        terminal.flush();
    }

    /** Reads and runs one input; false when the user leaves. */
    private boolean readOne(LineReader reader, StatementLoop statements, BackslashCommands commands) {
        String input;
        try {
            input = reader.readLine("thresher> ").strip();
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
        if (input.isEmpty()) {
            return true;
        }
        if (input.equalsIgnoreCase("exit") || input.equalsIgnoreCase("quit")) {
            return false;
        }
        if (input.equalsIgnoreCase("help")) {
            return commands.run("\\?");
        }
        if (input.startsWith("\\")) {
            return commands.run(input);
        }
        statements.runScript(input);
        return true;
    }
}
