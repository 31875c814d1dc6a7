package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.TableName;
import io.thresher.storage.file.Location;
import java.util.Collection;

/**
 * What is in memory of the table at {@code location}: how many of its columns, in how many pieces with how many bytes, how often these
 * were used, and whether the table is kept on request.
 */
public record StoredTotal(
        TableName name, Location location, boolean kept, long columns, long pieces, long bytes, long uses) {
    /** The total of at least one entry of one table. */
    static StoredTotal of(Collection<StoredEntry> entries) {
        StoredEntry first = entries.iterator().next();
        return new StoredTotal(
                first.name(),
                first.table(),
                first.isPinned(),
                entries.stream().map(entry -> entry.key().column()).distinct().count(),
                entries.size(),
                entries.stream().mapToLong(entry -> entry.column().heldBytes()).sum(),
                entries.stream().mapToLong(StoredEntry::uses).sum());
    }
}
