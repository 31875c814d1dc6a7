package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code thresher sql}: runs statements, prints rows on standard output and everything else on standard error. */
@Command(name = "sql", description = "Runs SQL statements and prints their rows.", mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
    /** Ends a text's last statement, also one that ends in a comment. */
    private static final String END = "\n;\n";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv, tsv, json, markdown or vertical (default: table).")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Runs the statements of a file; - is standard input.")
    private @Nullable String file;

    @Option(names = "--url", paramLabel = "JDBC-URL", description = "A server; without it one starts in this process.")
    private @Nullable String url;

    @Parameters(arity = "0..*", paramLabel = "SQL", description = "Statements, separated by semicolons.")
    private List<String> texts = List.of();

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    /** The command that runs what standard input holds, for a shell without a terminal. */
    static SqlCommand ofStandardInput(@Nullable String url, EmbeddedOptions options) {
        SqlCommand command = new SqlCommand();
        command.url = url;
        command.embedded = options;
        return command;
    }

    @Override
    public Integer call() throws Exception {
        String script = script();
        if (url != null) {
            return run(url, script);
        }
        try (EngineServer server = embedded.startEmbedded()) {
            return run(server.jdbcUrl(), script);
        }
    }

    private String script() throws IOException {
        StringBuilder script = new StringBuilder();
        if (file != null) {
            byte[] bytes = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            script.append(new String(bytes, StandardCharsets.UTF_8)).append(END);
        }
        texts.forEach(text -> script.append(text).append(END));
        if (file == null && texts.isEmpty()) {
            script.append(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return script.toString();
    }

    private int run(String serverUrl, String script) throws SQLException {
        PrintWriter output = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
        try (Connection connection = DriverManager.getConnection(serverUrl)) {
            for (String statement : StatementSplitter.split(script).all()) {
                if (!run(connection, statement, output)) {
                    return 1;
                }
            }
        } finally {
            output.flush();
        }
        return 0;
    }

    private boolean run(Connection connection, String sql, PrintWriter output) {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    RowPrinter.of(format).print(rows, output);
                }
            }
            output.flush();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                System.err.println("WARNING: " + warning.getMessage());
            }
            return true;
        } catch (SQLException e) {
            output.flush();
            System.err.println(ErrorLine.of(e));
            return false;
        }
    }
}
