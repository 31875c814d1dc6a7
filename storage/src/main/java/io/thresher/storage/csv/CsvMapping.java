package io.thresher.storage.csv;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.file.FileStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which field of a file's records each data column of a table is, -1 for a column that the file lacks, and how many
 * fields a record must have. Columns go by the names in the header if it has the same names; else, as in Hive, by position.
 */
record CsvMapping(int[] fieldOfColumn, int expectedFields) {
    static CsvMapping of(Table table, CsvLayout layout, FileStatus file) {
        int columns = table.dataColumns().size();
        if (layout.headerNames().isEmpty()) {
            return byPosition(columns, columns);
        }
        List<String> names = new ArrayList<>();
        layout.columnNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        int[] fields = new int[columns];
        int found = 0;
        for (int i = 0; i < columns; i++) {
            fields[i] = names.indexOf(name(table.dataColumns().get(i)));
            found += fields[i] >= 0 ? 1 : 0;
        }
        int inHeader = layout.fieldCount();
        // Names of the file that the table does not have are columns nobody asked for only if all of the table's are
        // there.
        if (found == columns || found == inHeader || (found > 0 && found == inHeader - trailing(layout))) {
            return new CsvMapping(fields, inHeader);
        }
        if (inHeader - trailing(layout) == columns) {
            return byPosition(columns, inHeader);
        }
        throw new EngineException(
                ErrorCode.FILE_CORRUPT,
                "Header does not go with the table's columns; declare the columns in the file's order, or its names: file "
                        + file.location() + ", header " + layout.headerNames());
    }

    private static int trailing(CsvLayout layout) {
        List<String> names = layout.headerNames();
        return names.get(names.size() - 1).isBlank() ? 1 : 0;
    }

    private static CsvMapping byPosition(int columns, int expectedFields) {
        int[] fields = new int[columns];
        for (int i = 0; i < columns; i++) {
            fields[i] = i;
        }
        return new CsvMapping(fields, expectedFields);
    }

    private static String name(ColumnDefinition column) {
        return column.name().toLowerCase(Locale.ROOT);
    }
}
