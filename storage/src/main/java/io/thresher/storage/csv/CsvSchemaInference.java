package io.thresher.storage.csv;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.text.TypeInference;
import java.util.ArrayList;
import java.util.List;

/** Names and types of one file's columns, from samples of its records. */
final class CsvSchemaInference {
    private final CsvLayout layout;
    private final List<TypeInference> types = new ArrayList<>();
    private boolean lastAlwaysEmpty = true;
    private boolean linesInQuotes;

    CsvSchemaInference(CsvLayout layout) {
        this.layout = layout;
        for (int i = 0; i < layout.fieldCount(); i++) {
            types.add(new TypeInference());
        }
    }

    /** Takes the file's first bytes into account. */
    void addHead(byte[] head, boolean complete) {
        if (layout.dataStart() < head.length) {
            add(new CsvRecords(head, (int) layout.dataStart(), complete, layout.dialect()));
        }
    }

    /** Takes bytes from somewhere in the file into account; their first record starts after the first line end. */
    void addPiece(byte[] piece, boolean complete) {
        int start = 0;
        while (start < piece.length && piece[start] != '\n' && piece[start] != '\r') {
            start++;
        }
        add(new CsvRecords(piece, start, complete, layout.dialect()));
    }

    private void add(CsvRecords records) {
        while (records.next()) {
            // A record of another length was cut in the middle, or is malformed: reading it will tell.
            if (records.fieldCount() != types.size() || records.malformed()) {
                continue;
            }
            for (int i = 0; i < types.size(); i++) {
                if (!records.isNull(i) && records.length(i) > 0) {
                    types.get(i).add(records.content(), records.offset(i), records.length(i));
                    linesInQuotes |= records.isQuoted(i) && hasLineEnd(records, i);
                }
            }
            int last = types.size() - 1;
            lastAlwaysEmpty &= records.length(last) == 0 && !records.isQuoted(last);
        }
    }

    private static boolean hasLineEnd(CsvRecords records, int field) {
        int end = records.offset(field) + records.length(field);
        for (int i = records.offset(field); i < end; i++) {
            if (records.content()[i] == '\n' || records.content()[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Whether a line end inside quotes was seen, so that a line end does not tell where a record starts. */
    boolean sawLinesInQuotes() {
        return linesInQuotes;
    }

    /** The columns; a delimiter that ends every line makes none. */
    List<ColumnDefinition> columns() {
        List<String> names = layout.columnNames();
        int count = types.size();
        boolean unnamed = layout.headerNames().isEmpty()
                || layout.headerNames().get(count - 1).isBlank();
        if (count > 1 && lastAlwaysEmpty && unnamed) {
            count--;
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new ColumnDefinition(names.get(i), types.get(i).result(), true));
        }
        return columns;
    }
}
