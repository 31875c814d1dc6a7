package io.thresher.parser;

import java.util.Locale;
import java.util.Map;

/** Type names of other dialects and what Calcite's grammar calls them. */
final class TypeNames {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("text", "VARCHAR"),
            Map.entry("string", "VARCHAR"),
            Map.entry("bpchar", "VARCHAR"),
            Map.entry("name", "VARCHAR"),
            Map.entry("json", "VARCHAR"),
            Map.entry("uuid", "VARCHAR"),
            Map.entry("int1", "TINYINT"),
            Map.entry("int2", "SMALLINT"),
            Map.entry("short", "SMALLINT"),
            Map.entry("int4", "INTEGER"),
            Map.entry("signed", "INTEGER"),
            Map.entry("int8", "BIGINT"),
            Map.entry("long", "BIGINT"),
            Map.entry("float", "DOUBLE"),
            Map.entry("float8", "DOUBLE"),
            Map.entry("float4", "REAL"),
            Map.entry("bool", "BOOLEAN"),
            Map.entry("bytea", "VARBINARY"),
            Map.entry("blob", "VARBINARY"),
            Map.entry("bytes", "VARBINARY"),
            Map.entry("datetime", "TIMESTAMP"),
            Map.entry("timestamptz", "TIMESTAMP WITH LOCAL TIME ZONE"),
            Map.entry("utinyint", "SMALLINT"),
            Map.entry("usmallint", "INTEGER"),
            Map.entry("uinteger", "BIGINT"),
            Map.entry("ubigint", "DECIMAL(20, 0)"),
            Map.entry("hugeint", "DECIMAL(38, 0)"));

    private TypeNames() {}

    /** The name that Calcite's grammar knows. */
    static String respell(String name) {
        return NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }
}
