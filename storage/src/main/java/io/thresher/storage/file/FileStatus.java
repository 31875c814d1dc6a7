package io.thresher.storage.file;

/**
 * A file as listed: its length in bytes and what tells this version from another ({@code modifiedMillis}, or the
 * ETag in {@code version} for object stores; empty for local files).
 */
public record FileStatus(Location location, long length, long modifiedMillis, String version) {}
