package io.thresher.storage.memorystore;

import io.thresher.storage.file.Location;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often columns of tables were scanned. Bounded: what was not scanned for longest is forgotten first. Thread-safe. */
final class ReadCounts {
    private static final int MAX_COLUMNS = 10_000;

    private static final int SCANS_AFTER_REFUSAL = 16;

    private final int minScans;
    /** Below 0 for a column that was refused: how many scans are to come before it may be tried again. */
    private final Map<TableColumn, Integer> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TableColumn, Integer> eldest) {
            return size() > MAX_COLUMNS;
        }
    };

    /** A column is read often from its {@code minScans}-th scan on. */
    ReadCounts(int minScans) {
        this.minScans = minScans;
    }

    private record TableColumn(Location table, String column) {}

    synchronized void count(Location table, String column) {
        counts.merge(new TableColumn(table, column), 1, (before, one) -> before == -1 ? minScans : before + one);
    }

    /** Notes that there was no room for a column: it is tried again after that many more scans, as decoding for nothing costs. */
    synchronized void refused(Location table, String column) {
        counts.put(new TableColumn(table, column), -SCANS_AFTER_REFUSAL);
    }

    /** Whether a column is scanned often, and was not refused lately. */
    synchronized boolean isOften(Location table, String column) {
        return count(new TableColumn(table, column)) >= minScans;
    }

    /** Whether a column was refused lately. */
    synchronized boolean isRefused(Location table, String column) {
        return count(new TableColumn(table, column)) < 0;
    }

    private int count(TableColumn column) {
        return counts.getOrDefault(column, 0);
    }
}
