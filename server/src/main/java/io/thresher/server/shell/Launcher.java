package io.thresher.server.shell;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code thresher} command: picks the subcommand; without one it is the interactive shell. */
@Command(
        name = "thresher",
        description = "SQL on files, fast.",
        mixinStandardHelpOptions = true,
        versionProvider = Launcher.Version.class,
        subcommands = {
            ShellCommand.class,
            SqlCommand.class,
            ServerCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            WarmUpCommand.class
        },
        footer = {"", "Try: thresher sql \"SELECT 1\"    thresher demo    thresher shell"})
public final class Launcher implements Callable<Integer> {
    @CommandLine.Mixin
    private final EmbeddedOptions embedded = new EmbeddedOptions();

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(run(arguments));
    }

    /** Runs the command line; the exit code is 0, 1 for a failed statement, 2 for a wrong call. */
    static int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainErrors());
        int code = commandLine.execute(arguments);
        System.out.flush();
        System.err.flush();
        return code;
    }

    @Override
    public Integer call() throws Exception {
        return ShellCommand.with(embedded).call();
    }

    /** The product's version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "thresher 0.1.0 (Java " + Runtime.version() + ")",
            };
        }
    }

    /** Prints an error as one line instead of a stack trace. */
    private static final class PlainErrors implements CommandLine.IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(
                Exception thrown, CommandLine commandLine, CommandLine.ParseResult parseResult) {
            commandLine.getErr().println(ErrorLine.of(thrown));
            return 1;
        }
    }
}
