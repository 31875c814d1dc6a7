package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Reads what tells one version of a local file from another. */
final class LocalFileStatus {
    private static final boolean HAS_INODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final String WITH_INODE = "unix:isRegularFile,size,lastModifiedTime,dev,ino,ctime";
    private static final String WITHOUT_INODE = "isRegularFile,size,lastModifiedTime,fileKey";

    private LocalFileStatus() {}

    /**
     * The status of the regular file {@code path}, whose real path is known. Its version has the inode and the time of the inode's last
     * change, which nobody can set back, where the system has them; else what it has instead.
     */
    static FileStatus of(Path path, Path real) {
        try {
            // One call, so that all is of the same moment.
            Map<String, Object> attributes = Files.readAttributes(real, HAS_INODES ? WITH_INODE : WITHOUT_INODE);
            if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
                throw new EngineException(ErrorCode.FILE_READ_FAILED, "Not a regular file: " + path);
            }
            FileTime modified = time(attributes, "lastModifiedTime");
            FileTime changed = HAS_INODES ? time(attributes, "ctime") : modified;
            Object file = HAS_INODES ? attributes.get("dev") + "." + attributes.get("ino") : attributes.get("fileKey");
            return new FileStatus(
                    new Location(LocalPaths.SCHEME, path.toString()),
                    (Long) Objects.requireNonNull(attributes.get("size"), "File system gives no size"),
                    modified.toMillis(),
                    file + "." + changed.to(TimeUnit.NANOSECONDS),
                    changed.toMillis());
        } catch (IOException e) {
            throw LocalFileSystem.readFailed(path, e);
        }
    }

    private static FileTime time(Map<String, Object> attributes, String name) {
        return (FileTime) Objects.requireNonNull(attributes.get(name), () -> "File system gives no " + name);
    }
}
