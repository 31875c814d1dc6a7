package io.thresher.storage.file;

import java.util.List;

/**
 * Read access to files below the configured roots. One implementation a scheme; the contract test is
 * AbstractFileSystemTest. Every method throws EngineException: PERMISSION_DENIED outside the roots (checked on the real
 * path), FILE_NOT_FOUND, FILE_READ_FAILED. Thread-safe.
 */
public interface FileSystem {
    /** Parses what a user wrote (path or URI, relative to the working folder) into a location; no access yet. */
    Location parse(String text);

    /** Whether a file or folder is there. */
    boolean exists(Location location);

    /** Whether a folder is there. */
    boolean isFolder(Location location);

    /** The status of one file. */
    FileStatus status(Location location);

    /**
     * The files that a path, folder or glob names, sorted by path: a folder is walked to its leaves; names that start
     * with "_" or "." are left out below it.
     */
    List<FileStatus> list(Location pattern);

    /** Opens a file version for reading; the caller closes it. */
    InputFile open(FileStatus file);
}
