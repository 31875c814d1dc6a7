package io.thresher.server.benchmark;

import io.thresher.error.EngineException;
import io.thresher.server.benchmark.data.DataFolder;
import io.thresher.server.benchmark.data.TableGenerator;
import io.thresher.server.benchmark.engine.BenchmarkTables;
import io.thresher.server.benchmark.engine.Contender;
import io.thresher.server.benchmark.engine.PeerLibraries;
import io.thresher.server.benchmark.engine.Peers;
import io.thresher.server.benchmark.engine.ThresherContender;
import io.thresher.server.benchmark.engine.WorkFolders;
import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.program.FileTree;
import io.thresher.server.benchmark.report.BenchmarkResult;
import io.thresher.server.benchmark.report.EngineSummary;
import io.thresher.server.benchmark.report.ResultTable;
import io.thresher.server.benchmark.suite.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One benchmark from the data to the report: makes the tables unless they are there, compares the engines' answers, times the queries hot,
 * with Thresher's memory store and in fresh processes, prints a table, and writes JSON and a chart. Start reading here.
 */
public final class Benchmark {
    private final BenchmarkSettings settings;
    private final Console console;
    private final Cleanup cleanup;

    private Benchmark(BenchmarkSettings settings, Console console, Cleanup cleanup) {
        this.settings = settings;
        this.console = console;
        this.cleanup = cleanup;
    }

    /**
     * Runs it; true if all engines gave the same answers.
     *
     * @throws EngineException INVALID_ARGUMENT for what cannot be done on this machine, or as the engines fail
     */
    public static boolean run(BenchmarkSettings settings, Console console) throws IOException, InterruptedException {
        settings.against().forEach(Peers::check);
        try (Cleanup cleanup = new Cleanup()) {
            return new Benchmark(settings, console, cleanup).run();
        } finally {
            console.wipe();
        }
    }

    private boolean run() throws IOException, InterruptedException {
        List<Query> queries = settings.suite().queries(settings.scaleFactor(), settings.queries());
        LocalDateTime started = LocalDateTime.now(java.time.ZoneId.systemDefault());
        Path data = settings.data().toAbsolutePath();
        List<TableGenerator> generators = settings.suite().tables(settings.scaleFactor());
        String name = settings.suite().label() + "-" + settings.scale();
        DataFolder tables = new DataFolder(data, name, generators);
        // What must be fetched first, because it may not be had.
        List<Contender> contenders = contenders(data, files(tables, generators), folders(data));
        tables.ensure(Runtime.getRuntime().availableProcessors(), console, cleanup);
        Scoreboard scores =
                new Scoreboard(queries, contenders.stream().map(Contender::name).toList());
        List<EngineSummary> engines = new Rounds(settings, console, contenders, scores).run();
        BenchmarkResult result = new BenchmarkResult(
                settings.suite().label(),
                settings.scale(),
                started,
                settingsForReaders(),
                MachineFacts.all(),
                engines,
                scores.results());
        new ResultTable(result).lines(settings.byRatio()).forEach(console::print);
        ResultFiles.write(result, data.resolve("results"), console);
        return result.isSound();
    }

    private static BenchmarkTables files(DataFolder folder, List<TableGenerator> tables) {
        Map<String, Path> files = new LinkedHashMap<>();
        tables.forEach(table -> files.put(table.name(), folder.file(table.name())));
        return new BenchmarkTables(folder.folder(), files);
    }

    private WorkFolders folders(Path data) throws IOException {
        Files.createDirectories(data);
        Path temporary = Files.createTempDirectory(data, ".work-");
        cleanup.add(() -> FileTree.deleteQuietly(temporary));
        return new WorkFolders(temporary, Files.createDirectories(data.resolve("logs")));
    }

    private List<Contender> contenders(Path data, BenchmarkTables tables, WorkFolders folders) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new ThresherContender(
                settings.mainClass(), tables, settings.limits(), settings.serverArguments(), folders, cleanup));
        PeerLibraries libraries = new PeerLibraries(data.resolve("peers"), console, cleanup);
        Peers peers = new Peers(tables, settings.limits(), libraries, settings.driverJars(), folders, cleanup);
        for (String name : settings.against()) {
            contenders.add(
                    peers.named(name, contenders.stream().map(Contender::name).collect(Collectors.toSet())));
        }
        return contenders;
    }

    private Map<String, String> settingsForReaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("threads", Integer.toString(settings.limits().threads()));
        all.put("memory", settings.limits().memory().toString());
        all.put("runs", Integer.toString(settings.runs()));
        all.put("cold runs", Integer.toString(settings.coldRuns()));
        return all;
    }
}
