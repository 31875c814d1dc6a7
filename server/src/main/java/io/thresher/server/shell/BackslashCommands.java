package io.thresher.server.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jline.terminal.Terminal;

/** The shell's own commands, in psql's spelling. */
final class BackslashCommands {
    private static final String HELP = """
            \\?                this help
            \\q                leave (also Ctrl-D, exit, quit)
            \\dt               tables          \\dn  schemas
            \\d TABLE          columns of a table or file
            \\c SCHEMA         change the schema
            \\i FILE           run the statements of a file
            \\e [FILE]         edit a file with $EDITOR and run it
            \\format FORMAT    table, csv, tsv, json, markdown or vertical
            \\x                vertical output on and off
            \\timing           times on and off
            \\pager            pager on and off
            Statements end with a semicolon and may span lines.
            Tab completes, Ctrl-R searches the history, Ctrl-C cancels.""";

    private final StatementLoop statements;
    private final ShellSettings settings;
    private final Terminal terminal;

    BackslashCommands(StatementLoop statements, ShellSettings settings, Terminal terminal) {
        this.statements = statements;
        this.settings = settings;
        this.terminal = terminal;
    }

    /** Runs a command; false if the user leaves. */
    boolean run(String input) {
        String text =
                input.endsWith(";") ? input.substring(0, input.length() - 1).strip() : input;
        int space = text.indexOf(' ');
        String name = space < 0 ? text : text.substring(0, space);
        String argument = space < 0 ? "" : text.substring(space + 1).strip();
        try {
            return run(name, argument);
        } catch (SQLException | IOException e) {
            say(ErrorLine.of(e));
            return true;
        }
    }

    private boolean run(String name, String argument) throws SQLException, IOException {
        switch (name) {
            case "\\q" -> {
                return false;
            }
            case "\\?", "\\h", "\\help" -> say(HELP);
            case "\\dt" ->
                say(statements.printed("SHOW TABLES", OutputFormat.TABLE).stripTrailing());
            case "\\dn" ->
                say(statements.printed("SHOW SCHEMAS", OutputFormat.TABLE).stripTrailing());
            case "\\d" -> describe(argument);
            case "\\c" -> statements.runStatement("USE " + argument);
            case "\\i" -> statements.runScript(Files.readString(Path.of(argument)));
            case "\\e" -> edit(argument);
            case "\\format" -> format(argument);
            case "\\x" -> {
                boolean vertical = settings.format == OutputFormat.VERTICAL;
                settings.format = vertical ? OutputFormat.TABLE : OutputFormat.VERTICAL;
                say("Output format is " + settings.format.name().toLowerCase(Locale.ROOT));
            }
            case "\\timing" -> {
                settings.timing = !settings.timing;
                say("Timing is " + (settings.timing ? "on" : "off"));
            }
            case "\\pager" -> {
                settings.pager = !settings.pager;
                say("Pager is " + (settings.pager ? "on" : "off"));
            }
            default -> say("Unknown command: " + name + "; \\? lists them");
        }
        return true;
    }

    private void describe(String table) throws SQLException {
        String sql = table.isEmpty() ? "SHOW TABLES" : "DESCRIBE " + table;
        say(statements.printed(sql, OutputFormat.TABLE).stripTrailing());
    }

    private void format(String wanted) {
        for (OutputFormat format : OutputFormat.values()) {
            if (format.name().equalsIgnoreCase(wanted)) {
                settings.format = format;
                say("Output format is " + format.name().toLowerCase(Locale.ROOT));
                return;
            }
        }
        say("Unknown format: " + wanted + "; known are "
                + Arrays.toString(OutputFormat.values()).toLowerCase(Locale.ROOT));
    }

    private void edit(String file) throws IOException {
        Path path = file.isEmpty() ? Files.createTempFile("thresher", ".sql") : Path.of(file);
        try {
            String editor = System.getenv().getOrDefault("EDITOR", "vi");
            int code = new ProcessBuilder("sh", "-c", editor + " \"$0\"", path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code == 0) {
                String text = Files.readString(path);
                say(text.stripTrailing());
                statements.runScript(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (file.isEmpty()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void say(String text) {
        PrintWriter writer = terminal.writer();
        writer.println(text);
        terminal.flush();
    }
}
