package io.thresher.server.query;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a table's definition as the statement that makes it. */
final class CreateTableText {
    private CreateTableText() {}

    static String of(Table table) {
        StringBuilder text = new StringBuilder("CREATE EXTERNAL TABLE ")
                .append(quoted(table.name().schema()))
                .append('.')
                .append(quoted(table.name().table()))
                .append(" (\n")
                .append(columns(table.dataColumns()))
                .append("\n)");
        if (!table.partitionColumns().isEmpty()) {
            text.append("\nPARTITIONED BY (\n")
                    .append(columns(table.partitionColumns()))
                    .append("\n)");
        }
        text.append("\nSTORED AS ").append(table.format());
        text.append("\nLOCATION ").append(literal(table.location().toString()));
        if (!table.properties().isEmpty()) {
            text.append("\nTBLPROPERTIES (");
            text.append(new TreeMap<>(table.properties())
                    .entrySet().stream()
                            .map(property -> literal(property.getKey()) + " = " + literal(property.getValue()))
                            .collect(Collectors.joining(", ")));
            text.append(')');
        }
        return text.toString();
    }

    private static String columns(List<ColumnDefinition> columns) {
        return columns.stream()
                .map(column ->
                        "    " + quoted(column.name()) + " " + column.type() + (column.nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(",\n"));
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
