package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.QueryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes an SQL test file anew with what its queries returned; everything else stays as it is. */
final class SqlFileWriter {
    private SqlFileWriter() {}

    /** Replaces the expected lines of each query in the map; queries that are not in it keep theirs. */
    static void rewrite(Path file, Map<QueryRecord, List<String>> actual) throws IOException {
        Map<Integer, List<String>> byHeaderLine = new HashMap<>();
        actual.forEach((record, lines) -> byHeaderLine.put(record.line(), lines));
        List<String> source = Files.readAllLines(file);
        List<String> result = new ArrayList<>();
        int line = 0;
        while (line < source.size()) {
            List<String> lines = source.get(line).startsWith("query ") ? byHeaderLine.get(line + 1) : null;
            if (lines == null) {
                result.add(source.get(line++));
                continue;
            }
            while (line < source.size()
                    && !source.get(line).isBlank()
                    && !source.get(line).startsWith("----")) {
                result.add(source.get(line++));
            }
            while (line < source.size() && !source.get(line).isEmpty()) {
                line++; // the old expected lines
            }
            result.add("----");
            result.addAll(lines);
        }
        Files.write(file, result);
    }
}
