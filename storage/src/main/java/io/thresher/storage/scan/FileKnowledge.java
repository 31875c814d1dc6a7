package io.thresher.storage.scan;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers what was learnt of file versions, so that a second query over the same files opens none to be planned.
 * Bounded: the entries not used for longest go first. Thread-safe; two threads may learn the same thing at a time.
 */
final class FileKnowledge {
    /** A remembered column is about a hundred bytes: at most about 20 MB. */
    private static final long MAX_COLUMNS = 200_000;

    private final LinkedHashMap<Key, Object> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long columns;

    List<ColumnDefinition> schema(
            FileStatus file, Map<String, String> properties, Supplier<List<ColumnDefinition>> learn) {
        Key key = new Key("schema", file, properties);
        Object known = get(key);
        if (known instanceof Schema schema) {
            return schema.columns();
        }
        List<ColumnDefinition> learnt = List.copyOf(learn.get());
        put(key, new Schema(learnt));
        return learnt;
    }

    Map<String, String> sniffed(FileStatus file, Map<String, String> properties, Supplier<Map<String, String>> learn) {
        Key key = new Key("sniffed", file, properties);
        Object known = get(key);
        if (known instanceof Sniffed sniffed) {
            return sniffed.properties();
        }
        Map<String, String> learnt = Map.copyOf(learn.get());
        put(key, new Sniffed(learnt));
        return learnt;
    }

    /** Statistics depend on the table's types too, so its columns are part of the key. */
    TableStatistics statistics(FileStatus file, List<ColumnDefinition> tableColumns, Supplier<TableStatistics> learn) {
        Key key = new Key("statistics", file, tableColumns);
        Object known = get(key);
        if (known instanceof TableStatistics statistics) {
            return statistics;
        }
        TableStatistics learnt = learn.get();
        put(key, learnt);
        return learnt;
    }

    private synchronized Object get(Key key) {
        Object value = entries.get(key);
        return value == null ? "" : value;
    }

    private synchronized void put(Key key, Object value) {
        Object before = entries.put(key, value);
        columns += weight(value) - (before == null ? 0 : weight(before));
        var oldest = entries.entrySet().iterator();
        while (columns > MAX_COLUMNS && oldest.hasNext()) {
            columns -= weight(oldest.next().getValue());
            oldest.remove();
        }
    }

    private static long weight(Object value) {
        if (value instanceof Schema schema) {
            return 4L + schema.columns().size();
        }
        return value instanceof TableStatistics statistics
                ? 4L + statistics.columns().size()
                : 8;
    }

    /** What was learnt, of which file version, under which circumstances. */
    private record Key(String what, FileStatus file, Object circumstances) {}

    private record Schema(List<ColumnDefinition> columns) {}

    private record Sniffed(Map<String, String> properties) {}
}
