package io.thresher.server.benchmark.engine;

import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.worker.PeerWorker;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another engine, run by a worker whose class path is this jar and the engine's. */
final class PeerContender implements Contender {
    private final String name;
    private final Launch launch;
    private final BenchmarkTables tables;
    private final boolean coldStart;
    private final boolean local;
    private final WorkFolders folders;
    private final Cleanup cleanup;

    /** The JDK's home, jars, flags of the JVM, the worker's arguments, and statements to begin with. */
    record Launch(Path java, List<Path> jars, List<String> flags, List<String> arguments, List<String> statements) {}

    /** {@code local} is false for an engine that only its driver is here of. */
    PeerContender(
            String name,
            Launch launch,
            BenchmarkTables tables,
            boolean coldStart,
            boolean local,
            WorkFolders folders,
            Cleanup cleanup) {
        this.name = name;
        this.launch = launch;
        this.tables = tables;
        this.coldStart = coldStart;
        this.local = local;
        this.folders = folders;
        this.cleanup = cleanup;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hasColdStart() {
        return coldStart;
    }

    @Override
    public Engine open() {
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.java(launch.java()));
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.addAll(launch.flags());
        command.add("-cp");
        command.add(Stream.concat(Stream.of(ownClasses()), launch.jars().stream())
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(PeerWorker.class.getName());
        command.addAll(launch.arguments());
        long start = System.nanoTime();
        ChildProcess process = ChildProcess.start(name, command, folders.log(name), cleanup);
        try {
            PeerProcess peer = new PeerProcess(name, process, local, start);
            peer.prepare(launch.statements(), tables);
            return peer;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static Path ownClasses() {
        try {
            return Path.of(PeerWorker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Own classes are nowhere", e);
        }
    }
}
