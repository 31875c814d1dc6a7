package io.thresher.server.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.thresher.server.EngineServer;
import io.thresher.server.ServerConfig;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's commands: in this process where that shows as much, and by the script for the rest. */
@Timeout(300)
class LauncherTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String output, String errors) {}

    /** Runs a command in this process. */
    private Outcome run(String input, String... arguments) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        InputStream stdin = System.in;
        ByteArrayOutputStream outputBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errorBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outputBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errorBytes, true, StandardCharsets.UTF_8));
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            int exit = Launcher.run(arguments);
            return new Outcome(
                    exit, outputBytes.toString(StandardCharsets.UTF_8), errorBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(output);
            System.setErr(errors);
            System.setIn(stdin);
        }
    }

    private Outcome sql(String... arguments) {
        List<String> all = new ArrayList<>(List.of("sql", "--data-dir", folder.toString()));
        all.addAll(List.of(arguments));
        return run("", all.toArray(String[]::new));
    }

    /** Starts the script on the classes under test. */
    private Process script(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of("..", "thresher").toRealPath().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("THRESHER_CLASS_PATH", classPath());
        builder.environment().put("THRESHER_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("THRESHER_DATA_DIR", folder.resolve("data").toString());
        return builder.start();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Outcome scriptToItsEnd(String... arguments) throws IOException, InterruptedException {
        Process process = script(arguments);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output, errors);
    }

    @Test
    void sqlPrintsATable() {
        Outcome outcome = sql("SELECT 1 AS one, 'x' AS letter; SELECT 2 AS two");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output().lines().map(String::stripTrailing))
                .containsExactly(" one | letter", "-----+--------", "   1 | x", " two", "-----", "   2");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void sqlPrintsOtherFormats() {
        String sql = "SELECT 1 AS a, '' AS b, NULL AS c, 'x,\"y' AS d";
        assertThat(sql("--format", "csv", sql).output()).isEqualTo("a,b,c,d\n1,\"\",,\"x,\"\"y\"\n");
        assertThat(sql("--format", "tsv", "SELECT 1 AS a, 'x' AS b").output()).isEqualTo("a\tb\n1\tx\n");
        assertThat(sql("--format", "json", sql).output())
                .containsIgnoringWhitespaces("[{\"a\":1,\"b\":\"\",\"c\":null,\"d\":\"x,\\\"y\"}]");
        assertThat(sql("--format", "markdown", "SELECT 1 AS a").output())
                .startsWith("|")
                .contains("--:");
        assertThat(sql("--format", "vertical", "SELECT 1 AS a").output()).contains("a | 1");
    }

    @Test
    void theFirstFailingStatementEndsTheRun() {
        Outcome outcome = sql("--format", "csv", "SELECT 1 AS a; SELECT nope; SELECT 2 AS b");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).isEqualTo("a\n1\n");
        assertThat(outcome.errors()).startsWith("ERROR 42703: ").doesNotContain("\tat ");
    }

    @Test
    void anErrorInTheMiddleOfAResultIsAnErrorToo() {
        Outcome outcome = sql("--format", "csv", "SELECT 1 / a FROM (VALUES (1), (0)) AS t (a)");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.errors()).startsWith("ERROR 22012: ");
    }

    @Test
    void statementsComeFromAFileOrStandardInput() throws IOException {
        Path file = Files.writeString(folder.resolve("two.sql"), "SELECT 1 AS a; -- ; no end\nSELECT ';' AS b");
        assertThat(sql("--format", "csv", "-f", file.toString()).output()).isEqualTo("a\n1\nb\n;\n");
        assertThat(run("SELECT 3 AS c;", "sql", "--data-dir", folder.toString(), "--format", "csv")
                        .output())
                .isEqualTo("c\n3\n");
        Outcome missing = sql("-f", folder.resolve("none.sql").toString());
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.errors()).startsWith("ERROR 58P01: ").contains("none.sql");
    }

    @Test
    void theShellReadsStandardInputThatIsNoTerminal() {
        Outcome outcome = run("SELECT 7 AS seven;\n", "shell", "--data-dir", folder.toString());
        assertThat(outcome.output().lines().map(String::strip)).containsExactly("seven", "-------", "7");
        assertThat(outcome.exit()).isZero();
        assertThat(run("SELECT nope;\n", "shell", "--data-dir", folder.toString())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void anyLocalFileMayBeReadUnlessRootsAreNamed() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n");
        String select = "SELECT a, b FROM '" + csv + "'";
        assertThat(sql("--format", "csv", select).output()).isEqualTo("a,b\n1,x\n");
        Path other = Files.createDirectory(folder.resolve("other"));
        Path data = Files.createDirectory(folder.resolve("data"));
        Outcome refused = run("", "sql", "--data-dir", data.toString(), "-D", "files.roots=" + other, select);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.errors()).startsWith("ERROR 42501: ");
    }

    @Test
    void aServerForOtherMachinesMustBeWished() {
        Outcome outcome = run("", "server", "--host", "0.0.0.0", "--port", "0", "--data-dir", folder.toString());
        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.errors()).contains("22023").contains("server.allow-anonymous");
    }

    @Test
    void anEmbeddedServerServesItsOwnProcessOnly() {
        try (EngineServer server = EngineServer.start(ServerConfig.embedded(null, folder, Map.of()))) {
            String stranger = "jdbc:thresher://127.0.0.1:" + server.port();
            for (String url : List.of(stranger, stranger + "?token=guessed")) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(url).close())
                        .satisfies(error -> assertThat(error.getSQLState()).isEqualTo("28000"));
            }
        }
    }

    @Test
    void aCommentAtTheEndHidesNothing() throws IOException {
        assertThat(sql("--format", "csv", "SELECT 2 AS b -- end").output()).isEqualTo("b\n2\n");
        Path file = Files.writeString(folder.resolve("commented.sql"), "SELECT 3 AS c -- end");
        assertThat(sql("--format", "csv", "-f", file.toString(), "SELECT 4 AS d")
                        .output())
                .isEqualTo("c\n3\nd\n4\n");
    }

    @Test
    void whatDoesNotEndIsAnError() {
        for (String text : List.of("SELECT 'abc", "SELECT \"abc", "SELECT 1 /* abc")) {
            Outcome outcome = sql(text);
            assertThat(outcome.exit()).as(text).isEqualTo(1);
            assertThat(outcome.errors()).as(text).contains("42601");
        }
    }

    @Test
    void badRowsAreWarnedOf() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\nx,3\n4,5\n");
        String table = "CREATE EXTERNAL TABLE bad (a INTEGER, b INTEGER) STORED AS CSV LOCATION '"
                + folder.resolve("bad.csv") + "' TBLPROPERTIES ('on_error' = '%s'); SELECT SUM(b) AS s FROM bad";
        Outcome skipped = sql("--format", "csv", String.format(Locale.ROOT, table, "skip"));
        assertThat(skipped.output()).isEqualTo("s\n7\n");
        assertThat(skipped.errors()).contains("WARNING: Rows left out").contains("bad: 1");
    }

    @Test
    void wrongCallsExitWithTwo() {
        assertThat(sql("--bogus").exit()).isEqualTo(2);
        assertThat(run("", "nosuch").exit()).isEqualTo(2);
        assertThat(sql("--format", "xml", "SELECT 1").exit()).isEqualTo(2);
        assertThat(run("", "server", "--port", "x").exit()).isEqualTo(2);
        assertThat(sql("-D", "no.such.option=1", "SELECT 1").errors()).contains("no.such.option");
    }

    @Test
    void helpAndVersion() {
        assertThat(run("", "--version").output()).startsWith("thresher 0.1.0");
        Outcome help = run("", "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.output())
                .contains("shell", "sql", "server", "demo", "bench")
                .doesNotContain("warm-up");
        assertThat(run("", "sql", "--help").output()).contains("--format", "--url");
    }

    @Test
    void theScriptRunsSqlWithTheDataDirOfTheEnvironment() throws Exception {
        Outcome outcome =
                scriptToItsEnd("sql", "--format", "csv", "CREATE SCHEMA kept; SHOW SCHEMAS LIKE 'kept'; SELECT x");
        assertThat(outcome.output()).endsWith("kept\n");
        assertThat(outcome.errors()).startsWith("ERROR 42703: ");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(folder.resolve("data")).isNotEmptyDirectory();
    }

    @Test
    void theServerListensAndEndsWithZeroWhenTerminated() throws Exception {
        Process server = script("server", "--port", "0");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(line).startsWith("listening on 127.0.0.1:");
            String address = line.substring("listening on ".length());
            assertThat(one("jdbc:thresher://" + address)).isEqualTo(1);
            Outcome remote =
                    run("", "sql", "--url", "jdbc:thresher://" + address, "--format", "csv", "SELECT 5 AS five");
            assertThat(remote.output()).isEqualTo("five\n5\n");
            // What lies outside of its roots is not for SQL on a server.
            Outcome refused = run("", "sql", "--url", "jdbc:thresher://" + address, "SELECT * FROM '/etc/passwd'");
            assertThat(refused.errors()).startsWith("ERROR 42501: ");
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    private static int one(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void theScriptSaysWhatIsMissing() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Path.of("..", "thresher").toRealPath().toString(), "--version");
        builder.environment().put("THRESHER_JAVA_HOME", folder.toString());
        Process process = builder.start();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("THRESHER_JAVA_HOME")
                .hasLineCount(1);
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
