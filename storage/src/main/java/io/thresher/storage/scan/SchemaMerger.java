package io.thresher.storage.scan;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.file.FileStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Unites the schemas of a table's files by column name without regard to case, which is distinct in each: columns in the
 * order in which they are first seen, each of a type that holds every file's values, nullable where a file lacks it. Types
 * of text files that have nothing else in common meet in VARCHAR; those of Parquet files are an error.
 */
final class SchemaMerger {
    private final StorageFormat format;
    private final Map<String, ColumnDefinition> columns = new LinkedHashMap<>();
    private int files;

    SchemaMerger(StorageFormat format) {
        this.format = format;
    }

    void add(FileStatus file, List<ColumnDefinition> schema) {
        Set<String> seen = new HashSet<>();
        for (ColumnDefinition column : schema) {
            String key = column.name().toLowerCase(Locale.ROOT);
            seen.add(key);
            ColumnDefinition before = columns.get(key);
            if (before == null) {
                boolean nullable = column.nullable() || files > 0;
                columns.put(key, new ColumnDefinition(column.name(), column.type(), nullable));
            } else {
                columns.put(key, merged(file, before, column));
            }
        }
        columns.replaceAll((key, c) -> seen.contains(key) ? c : new ColumnDefinition(c.name(), c.type(), true));
        files++;
    }

    private ColumnDefinition merged(FileStatus file, ColumnDefinition before, ColumnDefinition column) {
        DataType type = TypeWidening.widen(before.type(), column.type()).orElse(null);
        if (type == null) {
            if (format == StorageFormat.PARQUET) {
                throw new EngineException(
                        ErrorCode.TYPE_MISMATCH,
                        "Files of one table disagree on a column's type; query them apart: column " + column.name()
                                + " is " + column.type() + " in " + file.location() + " and " + before.type()
                                + " in files before it");
            }
            type = DataType.VARCHAR;
        }
        return new ColumnDefinition(before.name(), type, before.nullable() || column.nullable());
    }

    /** The united schema; a column of a text file that held no value at all is text. */
    List<ColumnDefinition> result() {
        List<ColumnDefinition> result = new ArrayList<>(columns.values());
        if (format != StorageFormat.PARQUET) {
            result.replaceAll(c -> c.type().kind() == TypeKind.NULL
                    ? new ColumnDefinition(c.name(), DataType.VARCHAR, c.nullable())
                    : c);
        }
        return result;
    }
}
