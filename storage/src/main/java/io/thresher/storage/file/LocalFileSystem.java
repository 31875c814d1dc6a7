package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Files of this machine, below the allowed roots. Asynchronous reads run on a few daemon threads of its own; close it to
 * end them. Thread-safe.
 */
public final class LocalFileSystem implements FileSystem, AutoCloseable {
    private static final int IO_THREADS = 8;
    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    private final Path workingFolder = Path.of("").toAbsolutePath();
    private final AllowedRoots roots;
    private final ExecutorService ioThreads;

    private LocalFileSystem(@Nullable List<Path> roots) {
        this.roots = new AllowedRoots(roots);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                IO_THREADS, IO_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "thresher-io-" + THREAD_NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.ioThreads = pool;
    }

    /** Reads any file the process may read: for the embedded shell. */
    public static LocalFileSystem unrestricted() {
        return new LocalFileSystem(null);
    }

    /** Reads only what lies in or below {@code roots}; nothing if there are none. */
    public static LocalFileSystem within(List<Path> roots) {
        return new LocalFileSystem(List.copyOf(roots));
    }

    @Override
    public Location parse(String text) {
        return LocalPaths.parse(text, workingFolder);
    }

    @Override
    public boolean exists(Location location) {
        return roots.resolveIfExists(pathOf(location)) != null;
    }

    @Override
    public boolean isFolder(Location location) {
        Path real = roots.resolveIfExists(pathOf(location));
        return real != null && Files.isDirectory(real);
    }

    @Override
    public FileStatus status(Location location) {
        Path path = pathOf(location);
        return LocalFileStatus.of(path, roots.resolve(path));
    }

    @Override
    public List<FileStatus> list(Location pattern) {
        return new LocalFileLister(roots).list(pathOf(pattern));
    }

    @Override
    public InputFile open(FileStatus file) {
        Path path = pathOf(file.location());
        Path real = roots.resolve(path);
        FileChannel channel;
        @Nullable Object keyBefore;
        try {
            keyBefore = fileKey(real);
            channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw readFailed(path, e);
        }
        try {
            checkSameFile(file, path, keyBefore);
            return new LocalInputFile(file, channel, ioThreads);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel);
            throw e instanceof IOException io ? readFailed(path, io) : (RuntimeException) e;
        }
    }

    /** A folder on the way may have been swapped for a link while we opened: the path must still lead to that file. */
    private void checkSameFile(FileStatus expected, Path path, @Nullable Object keyBefore) throws IOException {
        Path real = roots.resolve(path);
        if (!Objects.equals(keyBefore, fileKey(real))) {
            throw changed(path);
        }
        FileStatus now = LocalFileStatus.of(path, real);
        // Not the version: a link made to the file changes it too.
        if (now.length() != expected.length() || now.modifiedMillis() != expected.modifiedMillis()) {
            throw changed(path);
        }
    }

    private static EngineException changed(Path path) {
        return new EngineException(
                ErrorCode.FILE_READ_FAILED, "File changed since the statement began; run it again: " + path);
    }

    private static @Nullable Object fileKey(Path real) throws IOException {
        return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    static EngineException readFailed(Path path, IOException cause) {
        if (cause instanceof java.nio.file.NoSuchFileException) {
            return new EngineException(ErrorCode.FILE_NOT_FOUND, "File not found: " + path, cause);
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return new EngineException(
                    ErrorCode.PERMISSION_DENIED, "The server's user may not read this file: " + path, cause);
        }
        return new EngineException(ErrorCode.FILE_READ_FAILED, "File cannot be read: " + path, cause);
    }

    private static Path pathOf(Location location) {
        if (!location.scheme().equals(LocalPaths.SCHEME)) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED, "Storage scheme is not supported; use a local path: " + location);
        }
        // A location may have been made without parse(): "." and ".." never reach the file system.
        return Path.of(location.path()).toAbsolutePath().normalize();
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was read through it; the first error is the one to report.
        }
    }

    @Override
    public void close() {
        ioThreads.shutdownNow();
    }
}
