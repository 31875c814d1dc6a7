package io.thresher.server.shell;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code thresher demo}: a walk through scan, GROUP BY and join on a small data set. */
@Command(name = "demo", description = "Shows what Thresher does on a small data set.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("not there yet");
        return 1;
    }
}
