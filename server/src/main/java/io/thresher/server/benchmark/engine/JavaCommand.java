package io.thresher.server.benchmark.engine;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How other JVMs are started: like this one, or on another JDK. */
final class JavaCommand {
    /** Flags that two processes cannot share. */
    private static final List<String> OWN_FLAGS =
            List.of("-agentlib:jdwp", "-XX:AOTCacheOutput", "-XX:ArchiveClassesAtExit");

    private JavaCommand() {}

    static Path currentHome() {
        return Path.of(System.getProperty("java.home"));
    }

    static String java(Path home) {
        return home.resolve("bin").resolve("java").toString();
    }

    /** A JVM with the flags and the class path of this one, which the launcher has chosen. */
    static List<String> likeThisOne() {
        List<String> command = new ArrayList<>();
        command.add(java(currentHome()));
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (OWN_FLAGS.stream().noneMatch(flag::startsWith)) {
                command.add(flag);
            }
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }
}
