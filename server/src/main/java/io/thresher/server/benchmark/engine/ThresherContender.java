package io.thresher.server.benchmark.engine;

import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.worker.JdbcTarget;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Thresher itself: a server in a process of its own, queried by JDBC from this one. Its own folder is a temporary one, which keeps the
 * tables from one process to the next.
 */
public final class ThresherContender implements Contender {
    private static final String LISTENING = "listening on ";
    private static final String MAKE_TABLE = "CREATE OR REPLACE EXTERNAL TABLE %s STORED AS PARQUET LOCATION '%s'";

    private final String mainClass;
    private final BenchmarkTables tables;
    private final WorkFolders folders;
    private final Cleanup cleanup;
    private final List<String> options = new ArrayList<>();
    private boolean tablesMade;

    /** {@code mainClass} is the launcher's; {@code arguments} are further ones of its command, which win over ours. */
    public ThresherContender(
            String mainClass,
            BenchmarkTables tables,
            EngineLimits limits,
            List<String> arguments,
            WorkFolders folders,
            Cleanup cleanup) {
        this.mainClass = mainClass;
        this.tables = tables;
        this.folders = folders;
        this.cleanup = cleanup;
        option("files.roots", tables.folder().toString());
        option("query.threads", Integer.toString(limits.threads()));
        option("memory.max-bytes", limits.memory().toString());
        option("query.max-memory", limits.memory().toString());
        // The last one of a name counts.
        options.addAll(arguments);
    }

    private void option(String name, String value) {
        options.add("-D");
        options.add(name + "=" + value);
    }

    @Override
    public String name() {
        return "thresher";
    }

    @Override
    public boolean hasColdStart() {
        return true;
    }

    @Override
    public Engine open() {
        List<String> command = JavaCommand.likeThisOne();
        command.addAll(List.of(
                mainClass,
                "server",
                "--port",
                "0",
                "--data-dir",
                folders.temporary().resolve("server").toString()));
        command.addAll(options);
        long start = System.nanoTime();
        ChildProcess process = ChildProcess.start(name(), command, folders.log(name()), cleanup);
        try {
            String line = process.readLine();
            while (!line.startsWith(LISTENING)) {
                line = process.readLine();
            }
            JdbcTarget target = new JdbcTarget("jdbc:thresher://" + line.substring(LISTENING.length()), MAKE_TABLE);
            long started = System.nanoTime();
            makeTables(target);
            return new ThresherServer(process, target, started - start, System.nanoTime() - started);
        } catch (SQLException e) {
            process.close();
            throw Failures.of(name(), e);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void makeTables(JdbcTarget target) throws SQLException {
        if (!tablesMade) {
            for (Map.Entry<String, Path> table : tables.files().entrySet()) {
                target.makeTable(table.getKey(), table.getValue().toString());
            }
            tablesMade = true;
        }
    }
}
