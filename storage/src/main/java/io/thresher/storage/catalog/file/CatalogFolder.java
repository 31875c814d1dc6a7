package io.thresher.storage.catalog.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Atomic and durable changes of the files below one folder. What is written goes to a temporary name, to the disk, and
 * then by one rename to its place, so that a reader, or whoever comes after a crash, sees the old or the new state. One
 * change at a time, over all threads and processes; readers take no lock. Thread-safe.
 */
final class CatalogFolder {
    private static final String TEMPORARY_PREFIX = ".tmp-";
    private static final long LOCK_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOCK_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path root;
    private final ReentrantLock threads = new ReentrantLock();

    /** Opens a folder, which is made if missing, and removes what a crash left behind. */
    CatalogFolder(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw failed("Catalog folder cannot be made: ", root, e);
        }
        exclusively(() -> {
            removeLeftovers();
            return "";
        });
    }

    Path root() {
        return root;
    }

    /** Runs a change while no other thread or process changes the folder. */
    <T> T exclusively(Supplier<T> change) {
        threads.lock();
        try (FileChannel channel =
                        FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IllegalStateException("Lock of the catalog was lost");
            }
            return change.get();
        } catch (IOException e) {
            throw failed("Catalog cannot be locked: ", root, e);
        } finally {
            threads.unlock();
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - start > LOCK_TIMEOUT_NANOS) {
                throw new EngineException(
                        ErrorCode.METASTORE_UNAVAILABLE,
                        "Catalog is locked by another process; end it or try again: " + root);
            }
            LockSupport.parkNanos(LOCK_RETRY_NANOS);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another catalog object of this process holds it.
            return null;
        }
    }

    /** The content of a file, or empty if it is not there. */
    Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("Catalog file cannot be read: ", file, e);
        }
    }

    /** The visible children of a folder; none if it is not there. */
    List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path child : stream) {
                if (!String.valueOf(child.getFileName()).startsWith(".")) {
                    children.add(child);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw failed("Catalog folder cannot be read: ", folder, e);
        }
        return children;
    }

    /** Replaces or makes a file of an existing folder. */
    void write(Path file, byte[] content) {
        Path folder = parent(file);
        Path temporary = folder.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            writeDurably(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw failed("Catalog file cannot be written: ", file, e);
        }
    }

    /** Makes a folder that holds one file from the start. */
    void makeFolder(Path folder, String fileName, byte[] content) {
        Path temporary = root.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            Files.createDirectory(temporary);
            writeDurably(temporary.resolve(fileName), content);
            sync(temporary);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            sync(root);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw failed("Catalog folder cannot be made: ", folder, e);
        }
    }

    /** Removes a file. */
    void remove(Path file) {
        try {
            Files.delete(file);
            sync(parent(file));
        } catch (IOException e) {
            throw failed("Catalog file cannot be removed: ", file, e);
        }
    }

    /** Removes a folder of files; gone for readers at once. */
    void removeFolder(Path folder) {
        Path temporary = root.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
        try {
            Files.move(folder, temporary, StandardCopyOption.ATOMIC_MOVE);
            sync(root);
        } catch (IOException e) {
            throw failed("Catalog folder cannot be removed: ", folder, e);
        }
        deleteQuietly(temporary);
    }

    private void removeLeftovers() {
        removeTemporaries(root);
        children(root).forEach(this::removeTemporaries);
    }

    private void removeTemporaries(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, TEMPORARY_PREFIX + "*")) {
            leftovers.forEach(CatalogFolder::deleteQuietly);
        } catch (NotDirectoryException e) {
            // A stray file beside the schemas is not ours to judge.
            return;
        } catch (IOException e) {
            throw failed("Catalog folder cannot be read: ", folder, e);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A rename is durable once the folder that holds the name is on the disk. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What cannot be deleted now has a name that nobody reads, and is tried again when the catalog opens next. */
    private static void deleteQuietly(Path path) {
        try {
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                    for (Path file : files) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(CatalogFolder.class).warn("Leftover of the catalog stays: {}", path, e);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("A file of the catalog lies in a folder: " + file);
        }
        return parent;
    }

    private static EngineException failed(String message, Path path, IOException cause) {
        return new EngineException(ErrorCode.METASTORE_UNAVAILABLE, message + path + ", " + cause.getMessage(), cause);
    }
}
