package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Reads what tells one version of a local file from another. */
final class LocalFileStatus {
    private static final boolean HAS_INODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private LocalFileStatus() {}

    /**
     * The status of the regular file {@code path}, whose real path is known. Its version has the inode and the time of the inode's last
     * change, which nobody can set back, where the system has them; else what it has instead.
     */
    static FileStatus of(Path path, Path real) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new EngineException(ErrorCode.FILE_READ_FAILED, "Not a regular file: " + path);
            }
            return new FileStatus(
                    new Location(LocalPaths.SCHEME, path.toString()),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    version(real, attributes));
        } catch (IOException e) {
            throw LocalFileSystem.readFailed(path, e);
        }
    }

    private static String version(Path real, BasicFileAttributes attributes) throws IOException {
        if (HAS_INODES) {
            Map<String, Object> unix = Files.readAttributes(real, "unix:ino,ctime");
            return unix.get("ino") + "." + nanos((FileTime) Objects.requireNonNull(unix.get("ctime")));
        }
        return attributes.fileKey() + "." + nanos(attributes.lastModifiedTime());
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
