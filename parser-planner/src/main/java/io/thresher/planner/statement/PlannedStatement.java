package io.thresher.planner.statement;

import io.thresher.batch.DataType;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement ready to run. {@link #fields} are the columns of the rows it answers with, none for statements that only
 * change something. Names in DDL records are completed with the session's schema but not looked up: whether the object
 * exists is decided when the statement runs.
 */
public sealed interface PlannedStatement {
    /** The columns of the answer. */
    List<Field> fields();

    /** What kind of answer to expect. */
    StatementKind kind();

    <R> R accept(PlannedStatementVisitor<R> visitor);

    /** Rows by running {@code plan}; the fields carry the names as the user wrote them. */
    record Query(PlanNode plan, List<Field> fields) implements PlannedStatement {
        public Query {
            fields = List.copyOf(fields);
        }

        @Override
        public StatementKind kind() {
            return StatementKind.QUERY;
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitQuery(this);
        }
    }

    /** The plan of {@code query} as text; with {@code analyze} after running it. */
    record Explain(Query query, boolean analyze) implements PlannedStatement {
        /** The columns of every EXPLAIN's answer. */
        public static final List<Field> FIELDS = List.of(text("plan"));

        @Override
        public List<Field> fields() {
            return FIELDS;
        }

        @Override
        public StatementKind kind() {
            return analyze ? StatementKind.QUERY : StatementKind.INFORMATION;
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitExplain(this);
        }
    }

    /** CREATE SCHEMA. */
    record CreateSchema(String name, boolean ifNotExists) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitCreateSchema(this);
        }
    }

    /** DROP SCHEMA. */
    record DropSchema(String name, boolean ifExists, boolean cascade) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitDropSchema(this);
        }
    }

    /**
     * CREATE EXTERNAL TABLE. {@code definition} has no data columns if the user left them out: complete it with
     * {@link io.thresher.storage.scan.TableScanner#complete}.
     */
    record CreateTable(Table definition, boolean orReplace, boolean ifNotExists) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitCreateTable(this);
        }
    }

    /** DROP TABLE. */
    record DropTable(TableName name, boolean ifExists) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitDropTable(this);
        }
    }

    /** ANALYZE TABLE: computes and keeps statistics. */
    record AnalyzeTable(TableName name) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitAnalyzeTable(this);
        }
    }

    /** CACHE TABLE: keeps the table's columns in memory; {@code lazy} leaves loading them to the queries that read them. */
    record CacheTable(TableName name, boolean lazy) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitCacheTable(this);
        }
    }

    /** CACHE TABLE AS: makes a table of a query's rows that lies in memory only. */
    record CacheQuery(TableName name, Query query) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitCacheQuery(this);
        }
    }

    /** UNCACHE TABLE. */
    record UncacheTable(TableName name, boolean ifExists) implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitUncacheTable(this);
        }
    }

    /** CLEAR CACHE: frees what is kept of all tables. */
    record ClearCache() implements Definition {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitClearCache(this);
        }
    }

    /** SHOW SCHEMAS; {@code pattern} is LIKE's, null for all. */
    record ShowSchemas(@Nullable String pattern) implements Information {
        @Override
        public List<Field> fields() {
            return List.of(text("schema"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitShowSchemas(this);
        }
    }

    /** SHOW TABLES of a schema; {@code pattern} is LIKE's, null for all. */
    record ShowTables(String schema, @Nullable String pattern) implements Information {
        @Override
        public List<Field> fields() {
            return List.of(text("schema"), text("table"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitShowTables(this);
        }
    }

    /** SHOW COLUMNS or DESCRIBE of a table; a file path has an empty schema name. */
    record ShowColumns(TableName name) implements Information {
        @Override
        public List<Field> fields() {
            return List.of(text("column"), text("type"), text("nullable"), text("partition"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitShowColumns(this);
        }
    }

    /** DESCRIBE of a query: the columns it would answer with. */
    record DescribeQuery(List<Field> columns) implements Information {
        public DescribeQuery {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Field> fields() {
            return List.of(text("column"), text("type"), text("nullable"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitDescribeQuery(this);
        }
    }

    /** SHOW CREATE TABLE. */
    record ShowCreateTable(TableName name) implements Information {
        @Override
        public List<Field> fields() {
            return List.of(text("statement"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitShowCreateTable(this);
        }
    }

    /** SHOW name or SHOW ALL ({@code name} is null): options and their values. */
    record ShowOptions(@Nullable String name) implements Information {
        @Override
        public List<Field> fields() {
            return List.of(text("name"), text("value"), text("description"));
        }

        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitShowOptions(this);
        }
    }

    /** USE schema. */
    record Use(String schema) implements SessionChange {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitUse(this);
        }
    }

    /** SET name = value. */
    record SetOption(String name, String value) implements SessionChange {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitSetOption(this);
        }
    }

    /** RESET name or RESET ALL ({@code name} is null). */
    record ResetOption(@Nullable String name) implements SessionChange {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitResetOption(this);
        }
    }

    /** BEGIN, COMMIT, ROLLBACK and the like, accepted for tools that send them; nothing to do. */
    record NoOperation(String command) implements SessionChange {
        @Override
        public <R> R accept(PlannedStatementVisitor<R> visitor) {
            return visitor.visitNoOperation(this);
        }
    }

    /** Statements that change the catalog. */
    sealed interface Definition extends PlannedStatement {
        @Override
        default List<Field> fields() {
            return List.of();
        }

        @Override
        default StatementKind kind() {
            return StatementKind.DEFINITION;
        }
    }

    /** Statements answered without running a plan. */
    sealed interface Information extends PlannedStatement {
        @Override
        default StatementKind kind() {
            return StatementKind.INFORMATION;
        }
    }

    /** Statements about the session. */
    sealed interface SessionChange extends PlannedStatement {
        @Override
        default List<Field> fields() {
            return List.of();
        }

        @Override
        default StatementKind kind() {
            return StatementKind.SESSION;
        }
    }

    private static Field text(String name) {
        return new Field(name, DataType.VARCHAR, false);
    }
}
