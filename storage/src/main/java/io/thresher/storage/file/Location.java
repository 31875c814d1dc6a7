package io.thresher.storage.file;

/**
 * Where a file or folder lies: a scheme ("file" now, "s3" later) and a path. For "file" the path is absolute, normal
 * (no "." or "..") and without a trailing slash. Checked against the configured roots by the {@link FileSystem}.
 */
public record Location(String scheme, String path) {
    /** The last element of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The location as users write it: a bare path for files, a URI otherwise. */
    @Override
    public String toString() {
        return scheme.equals("file") ? path : scheme + "://" + path;
    }
}
