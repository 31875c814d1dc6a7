package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.file.Location;
import io.thresher.storage.memorystore.column.StoredColumn;

/** A column in the store, how often it was used and by how many it is now. Guarded by the store's lock. */
final class StoredEntry implements Comparable<StoredEntry> {
    private final StoredKey key;
    private final StoredColumn column;
    private final double nanosPerByte;
    private final long number;
    private TableName name;
    private Location table;
    private boolean pinned;
    private int users;
    private long uses;
    private double worth;

    /** {@code number} is unlike that of any other entry. */
    StoredEntry(StoredKey key, StoredColumn column, long nanos, long number, Table table) {
        this.key = key;
        this.column = column;
        this.nanosPerByte = (double) nanos / Math.max(1, column.heldBytes());
        this.number = number;
        this.name = table.name();
        this.table = table.location();
    }

    /** Counts a use, which {@link #release} ends; {@code evictedWorth} is the worth of what was evicted last. */
    void use(double evictedWorth) {
        users++;
        uses++;
        worth = evictedWorth + nanosPerByte * uses;
    }

    void release() {
        if (users == 0) {
            throw new IllegalStateException("Column is not in use: " + key);
        }
        users--;
    }

    boolean isUsed() {
        return users > 0;
    }

    boolean isPinned() {
        return pinned;
    }

    /** Whether it may go to make room. */
    boolean isIdle() {
        return users == 0 && !pinned;
    }

    /** Says that it stays, as a column of {@code keeper} from now on, whatever table it was read for. */
    void pin(Table keeper) {
        pinned = true;
        name = keeper.name();
        table = keeper.location();
    }

    StoredKey key() {
        return key;
    }

    StoredColumn column() {
        return column;
    }

    /** Where the table lies that it was read for, or that keeps it. */
    Location table() {
        return table;
    }

    /** What the table was called then. */
    TableName name() {
        return name;
    }

    long uses() {
        return uses;
    }

    long bytes() {
        return column.heldBytes();
    }

    double worth() {
        return worth;
    }

    @Override
    public int compareTo(StoredEntry other) {
        int order = Double.compare(worth, other.worth);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEntry && ((StoredEntry) other).number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
