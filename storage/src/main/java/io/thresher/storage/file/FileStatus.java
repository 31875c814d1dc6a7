package io.thresher.storage.file;

/**
 * A file as listed: its length in bytes and what tells this version from another: the time of its last change, and {@code version},
 * an object store's ETag or the number and last change of a local file's inode. Two that are equal are of the same bytes.
 * {@code changedMillis} is when this version came to be by a clock that users of the file cannot set back.
 */
public record FileStatus(Location location, long length, long modifiedMillis, String version, long changedMillis) {
    /** A file whose time of change nobody sets but by changing it. */
    public FileStatus(Location location, long length, long modifiedMillis, String version) {
        this(location, length, modifiedMillis, version, modifiedMillis);
    }
}
