package io.thresher.storage.catalog.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.Location;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Table definitions as JSON and back. Written and read field by field: no class is named in the text, and what a later
 * version adds is ignored. Reading throws IOException or IllegalArgumentException if the text is not a table.
 */
final class TableJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int FORMAT_VERSION = 1;

    private TableJson() {}

    static byte[] write(Table table) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("schema", table.name().schema());
        json.put("table", table.name().table());
        json.put("format", table.format().name());
        json.putObject("location")
                .put("scheme", table.location().scheme())
                .put("path", table.location().path());
        table.dataColumns().forEach(c -> writeColumn(json.withArray("dataColumns"), c));
        table.partitionColumns().forEach(c -> writeColumn(json.withArray("partitionColumns"), c));
        ObjectNode properties = json.putObject("properties");
        new TreeMap<>(table.properties()).forEach(properties::put);
        if (!table.statistics().equals(TableStatistics.UNKNOWN)) {
            writeStatistics(json.putObject("statistics"), table.statistics());
        }
        return bytes(json);
    }

    /** A schema's own file: its name as made. */
    static byte[] writeSchema(String name) {
        return bytes(
                MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION).put("schema", name));
    }

    static String readSchema(byte[] content) throws IOException {
        return text(MAPPER.readTree(content), "schema");
    }

    static Table read(byte[] content) throws IOException {
        JsonNode json = MAPPER.readTree(content);
        Map<String, String> properties = new LinkedHashMap<>();
        json.path("properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
        JsonNode location = json.path("location");
        return new Table(
                new TableName(text(json, "schema"), text(json, "table")),
                readColumns(json.path("dataColumns")),
                readColumns(json.path("partitionColumns")),
                StorageFormat.valueOf(text(json, "format")),
                new Location(text(location, "scheme"), text(location, "path")),
                properties,
                readStatistics(json.path("statistics")));
    }

    private static void writeColumn(ArrayNode columns, ColumnDefinition column) {
        ObjectNode json = columns.addObject();
        json.put("name", column.name());
        json.put("type", column.type().kind().name());
        if (column.type().precision() != 0 || column.type().scale() != 0) {
            json.put("precision", column.type().precision())
                    .put("scale", column.type().scale());
        }
        json.put("nullable", column.nullable());
    }

    private static List<ColumnDefinition> readColumns(JsonNode columns) throws IOException {
        List<ColumnDefinition> result = new ArrayList<>();
        for (JsonNode column : columns) {
            DataType type = new DataType(
                    TypeKind.valueOf(text(column, "type")),
                    column.path("precision").asInt(0),
                    column.path("scale").asInt(0));
            result.add(new ColumnDefinition(
                    text(column, "name"), type, column.path("nullable").asBoolean(true)));
        }
        return result;
    }

    private static void writeStatistics(ObjectNode json, TableStatistics statistics) {
        json.put("rowCount", statistics.rowCount()).put("fileBytes", statistics.fileBytes());
        ObjectNode columns = json.putObject("columns");
        new TreeMap<>(statistics.columns()).forEach((name, column) -> {
            ObjectNode one = columns.putObject(name);
            one.put("nullCount", column.nullCount()).put("distinctCount", column.distinctCount());
            one.put("averageBytes", column.averageBytes());
            writeBound(one, "min", column.min());
            writeBound(one, "max", column.max());
        });
    }

    private static void writeBound(ObjectNode json, String name, @Nullable Object bound) {
        if (bound instanceof Long value) {
            json.putObject(name).put("long", value);
        } else if (bound instanceof Double value) {
            // As text: JSON numbers know neither NaN nor infinity.
            json.putObject(name).put("double", value.toString());
        } else if (bound instanceof BigInteger value) {
            json.putObject(name).put("bigInteger", value.toString());
        } else if (bound instanceof String value) {
            json.putObject(name).put("text", value);
        } else if (bound instanceof Boolean value) {
            json.putObject(name).put("boolean", value);
        }
    }

    private static TableStatistics readStatistics(JsonNode json) {
        if (json.isMissingNode()) {
            return TableStatistics.UNKNOWN;
        }
        Map<String, ColumnStatistics> columns = new LinkedHashMap<>();
        json.path("columns").properties().forEach(entry -> {
            JsonNode column = entry.getValue();
            columns.put(
                    entry.getKey(),
                    new ColumnStatistics(
                            column.path("nullCount").asLong(-1),
                            column.path("distinctCount").asLong(-1),
                            readBound(column.path("min")),
                            readBound(column.path("max")),
                            column.path("averageBytes").asDouble(-1)));
        });
        return new TableStatistics(
                json.path("rowCount").asLong(-1), json.path("fileBytes").asLong(-1), columns);
    }

    private static @Nullable Object readBound(JsonNode bound) {
        if (bound.has("long")) {
            return bound.path("long").asLong();
        }
        if (bound.has("double")) {
            return Double.valueOf(bound.path("double").asText());
        }
        if (bound.has("bigInteger")) {
            return new BigInteger(bound.path("bigInteger").asText());
        }
        if (bound.has("boolean")) {
            return bound.path("boolean").asBoolean();
        }
        return bound.has("text") ? bound.path("text").asText() : null;
    }

    private static String text(JsonNode json, String field) throws IOException {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IOException("Field is missing: " + field);
        }
        return value.asText();
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of text and numbers is always JSON", e);
        }
    }
}
