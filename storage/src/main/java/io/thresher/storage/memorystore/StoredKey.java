package io.thresher.storage.memorystore;

import io.thresher.storage.file.FileStatus;
import io.thresher.storage.scan.Split;

/**
 * What a stored column is of: a version of a file, a unit of it (rows of a row group, or bytes of a text file, from {@code start} on), and
 * a column as some table reads it, by name, type and what else decides how its values are read.
 */
record StoredKey(FileStatus file, int rowGroup, long start, long length, String column) {
    static StoredKey of(Split split, String column) {
        boolean rows = split.rowGroup() >= 0;
        return new StoredKey(
                split.file(),
                split.rowGroup(),
                rows ? split.firstRow() : split.start(),
                rows ? split.rowCount() : split.length(),
                column);
    }
}
