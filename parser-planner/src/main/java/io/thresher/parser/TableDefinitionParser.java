package io.thresher.parser;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what follows CREATE EXTERNAL TABLE: {@code [IF NOT EXISTS] [schema.]name [(column type, ...)] [PARTITIONED BY
 * (column type, ...)] STORED AS format LOCATION 'path' [TBLPROPERTIES ('k'='v', ...)]}, the clauses in any order.
 */
final class TableDefinitionParser {
    private final TokenCursor cursor;
    private List<ColumnDefinition> columns = List.of();
    private List<ColumnDefinition> partitionColumns = List.of();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private @Nullable StorageFormat format;
    private @Nullable String location;

    TableDefinitionParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    ParsedStatement parse(boolean orReplace) {
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        ParsedStatement.Name name = cursor.expectQualifiedName("table name");
        if (cursor.peek().isSymbol("(")) {
            columns = columns();
        }
        while (clause()) {
            // each call reads one clause
        }
        if (location == null) {
            throw cursor.wrong("LOCATION 'path'");
        }
        if (format == null) {
            format = formatOfSuffix(location);
        }
        checkNames();
        return new ParsedStatement.CreateTable(
                name, columns, partitionColumns, format, location, properties, orReplace, ifNotExists);
    }

    private boolean clause() {
        if (cursor.accept("partitioned", "by")) {
            partitionColumns = columns();
        } else if (cursor.accept("stored", "as")) {
            format = format(cursor.expectName("PARQUET, CSV or JSON"));
        } else if (cursor.accept("row", "format", "delimited")) {
            rowFormat();
        } else if (cursor.accept("location")) {
            location = cursor.expectString("path in quotes");
        } else if (cursor.accept("tblproperties") || cursor.accept("with") || cursor.accept("options")) {
            properties();
        } else if (cursor.accept("comment")) {
            properties.put("comment_text", cursor.expectString("comment in quotes"));
        } else {
            return false;
        }
        return true;
    }

    private void rowFormat() {
        while (true) {
            if (cursor.accept("fields", "terminated", "by")) {
                properties.put("delimiter", cursor.expectString("delimiter in quotes"));
            } else if (cursor.accept("escaped", "by")) {
                properties.put("escape", cursor.expectString("escape in quotes"));
            } else if (cursor.accept("lines", "terminated", "by")) {
                cursor.expectString("line end in quotes");
            } else if (cursor.accept("null", "defined", "as")) {
                properties.put("null", cursor.expectString("NULL text in quotes"));
            } else {
                return;
            }
        }
    }

    private StorageFormat format(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "PARQUET" -> StorageFormat.PARQUET;
            case "CSV", "TEXTFILE", "TSV" -> StorageFormat.CSV;
            case "JSON", "JSONL", "JSONFILE", "NDJSON" -> StorageFormat.JSON;
            default ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "Format is not supported; use PARQUET, CSV or JSON, not: " + name);
        };
    }

    private StorageFormat formatOfSuffix(String location) {
        String path = location.toLowerCase(Locale.ROOT);
        for (String compression : List.of(".gz", ".zst", ".bz2")) {
            if (path.endsWith(compression)) {
                path = path.substring(0, path.length() - compression.length());
            }
        }
        if (path.endsWith(".parquet")) {
            return StorageFormat.PARQUET;
        }
        if (path.endsWith(".csv") || path.endsWith(".tsv")) {
            return StorageFormat.CSV;
        }
        if (path.endsWith(".json") || path.endsWith(".jsonl") || path.endsWith(".ndjson")) {
            return StorageFormat.JSON;
        }
        throw cursor.wrong("STORED AS PARQUET, CSV or JSON");
    }

    private void properties() {
        cursor.expectSymbol("(");
        do {
            StringBuilder key = new StringBuilder(
                    cursor.peek().kind() == Token.Kind.STRING
                            ? cursor.next().text()
                            : cursor.expectName("property name"));
            while (cursor.acceptSymbol(".")) {
                key.append('.').append(cursor.expectName("property name"));
            }
            if (!cursor.acceptSymbol("=")) {
                throw cursor.wrong("=");
            }
            Token value = cursor.next();
            boolean literal = value.kind() == Token.Kind.STRING
                    || value.kind() == Token.Kind.NUMBER
                    || value.kind() == Token.Kind.WORD;
            if (!literal) {
                throw cursor.wrong("property value in quotes");
            }
            properties.put(key.toString().toLowerCase(Locale.ROOT), value.text());
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }

    private List<ColumnDefinition> columns() {
        List<ColumnDefinition> result = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            String name = cursor.expectName("column name");
            DataType type = ColumnTypeParser.parse(cursor);
            boolean nullable = true;
            if (cursor.accept("not", "null")) {
                nullable = false;
            } else {
                cursor.accept("null");
            }
            if (cursor.accept("comment")) {
                cursor.expectString("comment in quotes");
            }
            result.add(new ColumnDefinition(name, type, nullable));
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return result;
    }

    private void checkNames() {
        Set<String> seen = new HashSet<>();
        List<ColumnDefinition> all = new ArrayList<>(columns);
        all.addAll(partitionColumns);
        for (ColumnDefinition column : all) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw new EngineException(
                        ErrorCode.DUPLICATE_COLUMN,
                        "Column is defined twice, give each its own name: " + column.name());
            }
        }
    }
}
