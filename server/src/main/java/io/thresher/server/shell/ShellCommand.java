package io.thresher.server.shell;

import io.thresher.server.EngineServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code thresher shell}: the interactive shell, on a server or with one of its own. */
@Command(name = "shell", description = "Opens the interactive SQL shell.", mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "JDBC-URL",
            description = "A server; without it one starts in this process.")
    private @Nullable String url;

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    /** The shell as the launcher's default command. */
    static ShellCommand with(EmbeddedOptions options) {
        ShellCommand command = new ShellCommand();
        command.embedded = options;
        return command;
    }

    @Override
    public Integer call() throws Exception {
        if (System.console() == null) {
            // Nobody is typing: statements come through a pipe or from a file.
            return SqlCommand.ofStandardInput(url, embedded).call();
        }
        Path history = embedded.dataFolder().resolve("history");
        if (url != null) {
            return new Shell(url, history).run();
        }
        try (EngineServer server = embedded.startEmbedded()) {
            return new Shell(server.jdbcUrl(), history).run();
        }
    }
}
