package io.thresher.parser;

import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** A statement as read; names are as written, nothing is looked up. */
public sealed interface ParsedStatement {
    /** A query, how many {@code ?} it has, and the long IN lists that were taken out of it. */
    record Query(SqlNode node, int parameterCount, List<LiteralList> lists, SourcePositions positions)
            implements ParsedStatement {
        public Query {
            lists = List.copyOf(lists);
        }
    }

    /** EXPLAIN [ANALYZE] query. */
    record Explain(Query query, boolean analyze) implements ParsedStatement {}

    /** DESCRIBE query. */
    record DescribeQuery(Query query) implements ParsedStatement {}

    /** CACHE TABLE name AS query. */
    record CacheQuery(Name name, Query query) implements ParsedStatement {}

    /** A name of one or two parts, or a file path. */
    record Name(@Nullable String schema, String name, boolean path) {}

    /** CREATE EXTERNAL TABLE. */
    record CreateTable(
            Name name,
            List<ColumnDefinition> columns,
            List<ColumnDefinition> partitionColumns,
            StorageFormat format,
            String location,
            Map<String, String> properties,
            boolean orReplace,
            boolean ifNotExists)
            implements ParsedStatement {}

    /** A statement about one named object. */
    record Command(Kind kind, @Nullable Name name, @Nullable String argument, boolean flag, boolean secondFlag)
            implements ParsedStatement {
        /** What to do; the comment says what {@code argument} and the flags are. */
        public enum Kind {
            /** Flag: IF NOT EXISTS. */
            CREATE_SCHEMA,
            /** Flag: IF EXISTS; second: CASCADE. */
            DROP_SCHEMA,
            /** Flag: IF EXISTS. */
            DROP_TABLE,
            ANALYZE_TABLE,
            /** Flag: LAZY. */
            CACHE_TABLE,
            /** Flag: IF EXISTS. */
            UNCACHE_TABLE,
            CLEAR_CACHE,
            /** Argument: LIKE's pattern. */
            SHOW_SCHEMAS,
            /** Name: the schema; argument: LIKE's pattern. */
            SHOW_TABLES,
            SHOW_COLUMNS,
            SHOW_CREATE_TABLE,
            /** Name: the option, null for all. */
            SHOW_OPTIONS,
            USE,
            /** Argument: the value. */
            SET_OPTION,
            /** Name: the option, null for all. */
            RESET_OPTION,
            /** Argument: the command. */
            NO_OPERATION
        }
    }
}
