package io.thresher.storage.csv;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.DistinctNames;
import io.thresher.storage.file.FileStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * How one file lies on disk: its dialect, the position in its (decoded) text at which data records start, the names in
 * its header (empty without one), and the number of fields of its first record, 0 if there is no record.
 */
record CsvLayout(CsvDialect dialect, long dataStart, List<String> headerNames, int fieldCount) {
    /** Whether the header or first record lies whole within a file's first bytes. */
    static boolean hasFirstRecord(byte[] head, CsvDialect dialect) {
        CsvRecords records = new CsvRecords(head, afterLines(head, dialect.skipRows()), false, dialect);
        return records.next() && (!dialect.header() || records.next());
    }

    /**
     * Reads the layout from the file's first bytes.
     *
     * @throws EngineException FILE_CORRUPT if not even the first record ends there
     */
    static CsvLayout of(FileStatus file, byte[] head, boolean complete, CsvDialect dialect) {
        int start = afterLines(head, dialect.skipRows());
        CsvRecords records = new CsvRecords(head, start, complete, dialect);
        if (!records.next()) {
            if (!complete) {
                throw new EngineException(
                        ErrorCode.FILE_CORRUPT,
                        "First record of the file has no end; is a quote not closed: " + file.location());
            }
            return new CsvLayout(dialect, head.length, List.of(), 0);
        }
        int fields = records.fieldCount();
        if (!dialect.header()) {
            return new CsvLayout(dialect, start, List.of(), fields);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            names.add(records.text(i));
        }
        return new CsvLayout(dialect, records.position(), names, fields);
    }

    /** Column names: the header's, made distinct and not empty, or column0, column1 and so on. */
    List<String> columnNames() {
        List<String> names = new ArrayList<>();
        DistinctNames distinct = new DistinctNames();
        int digits = String.valueOf(Math.max(0, fieldCount - 1)).length();
        for (int i = 0; i < fieldCount; i++) {
            String number = String.valueOf(i);
            String name = i < headerNames.size() ? headerNames.get(i).strip() : "";
            if (name.isEmpty()) {
                name = "column" + "0".repeat(digits - number.length()) + number;
            }
            names.add(distinct.add(name));
        }
        return names;
    }

    /** Position after the byte order mark, if any, and {@code lines} lines. */
    static int afterLines(byte[] bytes, int lines) {
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int position = mark ? 3 : 0;
        for (int line = 0; line < lines && position < bytes.length; line++) {
            while (position < bytes.length && bytes[position] != '\n' && bytes[position] != '\r') {
                position++;
            }
            boolean pair = position + 1 < bytes.length && bytes[position] == '\r' && bytes[position + 1] == '\n';
            position = Math.min(bytes.length, position + (pair ? 2 : 1));
        }
        return position;
    }
}
