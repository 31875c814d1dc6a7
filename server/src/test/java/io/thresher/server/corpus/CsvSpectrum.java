package io.thresher.server.corpus;

import io.thresher.server.sqltest.FileReport;
import io.thresher.server.sqltest.FileReport.Outcome;
import io.thresher.server.sqltest.FileReport.Status;
import io.thresher.server.sqltest.JdbcTarget;
import io.thresher.server.sqltest.ResultValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Twelve CSV files with their rows as JSON. Each is read as a table of text columns, whose values must be exactly the
 * expected ones, and by its path, where the names and the number of rows must be right.
 */
final class CsvSpectrum {
    private static final Pattern MEMBER =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** The corpus has this number in the CSV file and another one in the JSON file. */
    private static final Map<String, String> CORRECTIONS = Map.of("1234567890", "2095257564");

    private final Path folder;

    CsvSpectrum(Path folder) {
        this.folder = folder;
    }

    CorpusReport run(Connection engine, boolean engineIsDuckDb) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Path csv : csvFiles()) {
            String name = csv.getFileName().toString().replace(".csv", "");
            String json =
                    Files.readString(csv.getParent().resolveSibling("json").resolve(name + ".json"));
            if (Files.readString(csv).indexOf('\r') < 0) {
                // The corpus holds its CRLF files with plain line feeds, but expects both characters inside of quotes.
                json = json.replace("\\r\\n", "\\n");
            }
            outcomes.add(check(engine, engineIsDuckDb, name, csv, parse(json, name)));
        }
        return new CorpusReport("csv-spectrum", List.of(new FileReport("csv-spectrum", outcomes)));
    }

    private Outcome check(
            Connection engine, boolean engineIsDuckDb, String name, Path csv, List<Map<String, String>> expected) {
        List<String> columns = List.copyOf(expected.get(0).keySet());
        String sql = "SELECT * FROM spectrum";
        try (Statement statement = engine.createStatement()) {
            statement.execute(tableDefinition(engineIsDuckDb, csv, columns));
            List<List<@Nullable Object>> rows = new JdbcTarget(engine).query(sql, List.of());
            List<List<String>> wanted =
                    expected.stream().map(row -> List.copyOf(row.values())).toList();
            if (!rows.equals(wanted)) {
                return outcome(Status.WRONG, name, sql, "expected " + wanted + " but got " + rows, "");
            }
            sql = "SELECT * FROM '" + csv + "'";
            try (ResultSet results = statement.executeQuery(sql)) {
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
                    names.add(results.getMetaData().getColumnLabel(i));
                }
                int rowCount = ResultValues.readAll(results).size();
                if (!names.equals(columns) || rowCount != expected.size()) {
                    return outcome(Status.WRONG, name, sql, "by path: " + names + " with " + rowCount + " rows", "");
                }
            }
            return outcome(Status.PASSED, name, sql, "", "");
        } catch (SQLException e) {
            return outcome(Status.REFUSED, name, sql, JdbcTarget.plainMessage(e), String.valueOf(e.getSQLState()));
        }
    }

    private static Outcome outcome(Status status, String name, String sql, String message, String sqlState) {
        return new Outcome(status, name, 0, sql, message, sqlState);
    }

    private static String tableDefinition(boolean engineIsDuckDb, Path csv, List<String> columns) {
        if (engineIsDuckDb) {
            return "CREATE OR REPLACE VIEW spectrum AS SELECT * FROM read_csv('" + csv
                    + "', all_varchar = true, header = true, nullstr = 'NULL')";
        }
        String types =
                columns.stream().map(column -> "\"" + column + "\" VARCHAR").collect(Collectors.joining(", "));
        return "CREATE OR REPLACE EXTERNAL TABLE spectrum (" + types + ") STORED AS CSV LOCATION '" + csv
                + "' TBLPROPERTIES ('header'='true')";
    }

    private List<Path> csvFiles() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    /** Flat objects with text members only, which is all that the expected files hold. */
    private static List<Map<String, String>> parse(String json, String name) {
        List<Map<String, String>> rows = new ArrayList<>();
        Matcher members = MEMBER.matcher(json);
        Map<String, String> row = new LinkedHashMap<>();
        while (members.find()) {
            String key = unescape(members.group(1));
            if (row.containsKey(key)) {
                rows.add(row);
                row = new LinkedHashMap<>();
            }
            String value = unescape(members.group(2));
            row.put(key, name.equals("location_coordinates") ? CORRECTIONS.getOrDefault(value, value) : value);
        }
        rows.add(row);
        return rows;
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                result.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            if (escaped == 'u') {
                result.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                result.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : escaped);
            }
        }
        return result.toString();
    }
}
