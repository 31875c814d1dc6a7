package io.thresher.server.query;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.ScanNode;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.memorystore.MemoryTableBuilder;
import io.thresher.storage.memorystore.TableCache;
import io.thresher.storage.scan.StoreUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Runs the statements that keep tables in memory. */
final class CacheCommands {
    private final TableCache cache;
    private final QueryManager.PlanStarter starter;

    CacheCommands(TableCache cache, QueryManager.PlanStarter starter) {
        this.cache = cache;
        this.starter = starter;
    }

    /** CACHE TABLE. */
    void cache(Table table, boolean lazy) {
        if (table.format() == StorageFormat.MEMORY) {
            throw new EngineException(ErrorCode.NOT_SUPPORTED, "Table lies in memory already: " + table.name());
        }
        boolean before = cache.kept().contains(table);
        cache.kept().add(table);
        if (lazy) {
            return;
        }
        try (StreamedRows rows = starter.start(counting(table), List.of(), StoreUse.KEEP)) {
            rows.forEach(batch -> {});
        } catch (RuntimeException e) {
            if (!before) {
                cache.kept().remove(table);
            }
            throw e;
        }
    }

    /** A plan that reads every column of a table and answers with one row. */
    private static PlanNode counting(Table table) {
        List<Field> fields = new ArrayList<>();
        for (ColumnDefinition column : table.dataColumns()) {
            fields.add(new Field(column.name(), column.type(), column.nullable()));
        }
        List<Integer> columns = IntStream.range(0, fields.size()).boxed().toList();
        ScanNode scan = new ScanNode(table, columns, List.of(), null, Long.MAX_VALUE, fields, 1);
        AggregateCall count = new AggregateCall("count", List.of(), false, -1, List.of(), DataType.BIGINT);
        List<Field> schema = List.of(new Field("count", DataType.BIGINT, false));
        return new AggregateNode(scan, List.of(), List.of(List.of()), List.of(count), schema, 1);
    }

    /** CACHE TABLE AS. */
    void cacheQuery(PlannedStatement.CacheQuery statement) {
        PlannedStatement.Query query = statement.query();
        List<ColumnDefinition> columns = columns(query.fields());
        // Told before the query has run for nothing.
        cache.tables().requireFree(statement.name());
        try (StreamedRows rows = starter.start(query.plan(), query.fields());
                MemoryTableBuilder builder =
                        new MemoryTableBuilder(statement.name(), columns, cache.store(), cache.tables())) {
            rows.forEach(builder::add);
            builder.finish();
        }
    }

    private static List<ColumnDefinition> columns(List<Field> fields) {
        List<ColumnDefinition> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
                throw new EngineException(
                        ErrorCode.DUPLICATE_COLUMN,
                        "Column name is used twice; give one of them another with AS: " + field.name());
            }
            if (field.type().kind() == TypeKind.NULL) {
                throw new EngineException(
                        ErrorCode.INVALID_TABLE_DEFINITION,
                        "Column has no type; give it one with CAST(NULL AS type): " + field.name());
            }
            columns.add(new ColumnDefinition(field.name(), field.type(), field.nullable()));
        }
        return columns;
    }

    /** UNCACHE TABLE of a table with files. */
    void uncache(Table table, boolean ifExists) {
        if (!cache.kept().remove(table) && !ifExists) {
            throw new EngineException(ErrorCode.TABLE_NOT_FOUND, "Table is not cached: " + table.name());
        }
    }

    /** Frees what is kept of a table that is no more. */
    void forget(Table table) {
        cache.kept().remove(table);
    }

    /** CLEAR CACHE. */
    void clear() {
        cache.kept().clear();
        List<TableName> names = cache.tables().names();
        names.forEach(cache.tables()::drop);
    }
}
