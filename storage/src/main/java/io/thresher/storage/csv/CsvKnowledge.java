package io.thresher.storage.csv;

import io.thresher.storage.file.FileStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the layouts and record starts of file versions, the latest used ones. Thread-safe. */
final class CsvKnowledge {
    private static final int MAX_ENTRIES = 10_000;

    private final LinkedHashMap<Object, Object> entries = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable CsvLayout layout(FileStatus file, Map<String, String> properties) {
        return entries.get(new LayoutKey(file, properties)) instanceof CsvLayout layout ? layout : null;
    }

    synchronized void putLayout(FileStatus file, Map<String, String> properties, CsvLayout layout) {
        put(new LayoutKey(file, Map.copyOf(properties)), layout);
    }

    synchronized @Nullable List<Long> recordStarts(FileStatus file, CsvLayout layout, long splitBytes) {
        return entries.get(new StartsKey(file, layout, splitBytes)) instanceof Starts starts
                ? starts.positions()
                : null;
    }

    synchronized void putRecordStarts(FileStatus file, CsvLayout layout, long splitBytes, List<Long> positions) {
        put(new StartsKey(file, layout, splitBytes), new Starts(positions));
    }

    private void put(Object key, Object value) {
        entries.put(key, value);
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private record LayoutKey(FileStatus file, Map<String, String> properties) {}

    private record StartsKey(FileStatus file, CsvLayout layout, long splitBytes) {}

    private record Starts(List<Long> positions) {}
}
