package io.thresher.storage.file;

/**
 * A file as listed: its length in bytes and what tells this version from another: the time of its last change, and {@code version},
 * an object store's ETag or the number and last change of a local file's inode. Two that are equal are of the same bytes.
 */
public record FileStatus(Location location, long length, long modifiedMillis, String version) {}
