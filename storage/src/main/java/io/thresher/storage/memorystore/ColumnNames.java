package io.thresher.storage.memorystore;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import java.util.Locale;
import java.util.TreeMap;

/** What names a table's column in a file, so that tables that read the same values share what is kept. */
final class ColumnNames {
    private ColumnNames() {}

    /** Column {@code index} of the table's data columns; for text files with all that decides how the text is read. */
    static String of(Table table, int index) {
        ColumnDefinition column = table.dataColumns().get(index);
        String name = column.name().toLowerCase(Locale.ROOT) + " " + column.type();
        if (table.format() == StorageFormat.PARQUET) {
            return name;
        }
        return name + " " + table.format() + " " + index + " " + new TreeMap<>(table.properties());
    }
}
