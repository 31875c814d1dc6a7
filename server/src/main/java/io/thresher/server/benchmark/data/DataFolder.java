package io.thresher.server.benchmark.data;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.server.benchmark.program.Cleanup;
import io.thresher.server.benchmark.program.Console;
import io.thresher.server.benchmark.program.FileTree;
import io.thresher.server.benchmark.program.ProgressBar;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * The folder of a suite's tables at one scale, {@code <table>.parquet} each. It is made once, under another name that only a whole one
 * loses, so that half a folder never passes for one.
 */
public final class DataFolder {
    /** Goes up when the generators or the files change. */
    private static final String VERSION = "1";

    private static final String VERSION_FILE = "version";

    private final Path parent;
    private final Path folder;
    private final List<TableGenerator> tables;

    /** The folder {@code name} under {@code parent}. */
    public DataFolder(Path parent, String name, List<TableGenerator> tables) {
        this.parent = parent;
        this.folder = parent.resolve(name);
        this.tables = tables;
    }

    public Path folder() {
        return folder;
    }

    /** The file of a table. */
    public Path file(String table) {
        return folder.resolve(table + ".parquet");
    }

    /** Makes the tables unless they are there. */
    public void ensure(int threads, Console console, Cleanup cleanup) throws IOException, InterruptedException {
        if (isComplete()) {
            return;
        }
        Files.createDirectories(parent);
        Path lockFile = parent.resolve("." + folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel, console)) {
            // Whoever held the lock before may have made them.
            if (lock.isValid() && !isComplete()) {
                make(threads, console, cleanup);
            }
        }
    }

    private FileLock lock(FileChannel channel, Console console) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            console.say("Waiting for another process that makes " + folder);
            lock = channel.lock();
        }
        return lock;
    }

    private boolean isComplete() throws IOException {
        return isOurs()
                && Files.readString(folder.resolve(VERSION_FILE)).strip().equals(VERSION);
    }

    private boolean isOurs() {
        return Files.isRegularFile(folder.resolve(VERSION_FILE));
    }

    private void make(int threads, Console console, Cleanup cleanup) throws IOException, InterruptedException {
        if (Files.exists(folder) && !isOurs()) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Folder was not made by a benchmark; remove it, or name another place with --data: " + folder);
        }
        Path partial = folder.resolveSibling("." + folder.getFileName() + ".part");
        FileTree.delete(partial);
        Files.createDirectory(partial);
        try (Cleanup.Undo undo = cleanup.add(() -> FileTree.deleteQuietly(partial))) {
            for (TableGenerator table : tables) {
                ProgressBar progress = new ProgressBar(console, table.name(), table.rowCount());
                Path file = partial.resolve(table.name() + ".parquet");
                long rows = TableWriter.write(table, file, threads, progress);
                console.say(String.format(
                        Locale.ROOT,
                        "Made %s: %,d rows, %,d bytes, %.1f s",
                        table.name(),
                        rows,
                        Files.size(file),
                        progress.seconds()));
            }
            Files.writeString(partial.resolve(VERSION_FILE), VERSION);
            // Made by an older version.
            FileTree.delete(folder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
