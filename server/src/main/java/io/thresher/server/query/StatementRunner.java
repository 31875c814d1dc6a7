package io.thresher.server.query;

import io.thresher.batch.DataType;
import io.thresher.config.EngineOptions;
import io.thresher.config.SessionOptions;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.plan.Field;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.planner.statement.PlannedStatementVisitor;
import io.thresher.server.session.Session;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one planned statement: queries are started, commands are done at once. Answers the rows, {@link
 * ListedRows#NONE} for a command. */
final class StatementRunner implements PlannedStatementVisitor<ResultRows> {
    private final QueryManager.Services services;
    private final Session session;
    private final QueryManager.PlanStarter starter;
    private final CacheCommands caching;

    StatementRunner(QueryManager.Services services, Session session, QueryManager.PlanStarter starter) {
        this.services = services;
        this.session = session;
        this.starter = starter;
        this.caching = new CacheCommands(services.cache(), starter);
    }

    @Override
    public ResultRows visitQuery(PlannedStatement.Query statement) {
        return starter.start(statement.plan(), statement.fields());
    }

    @Override
    public ResultRows visitExplain(PlannedStatement.Explain statement) {
        List<String> lines = statement.analyze()
                ? ExplainText.analyzed(
                        statement.query().plan(),
                        starter.start(
                                statement.query().plan(), statement.query().fields()))
                : ExplainText.planned(statement.query().plan());
        List<Object[]> rows = new ArrayList<>();
        lines.forEach(line -> rows.add(new Object[] {line}));
        return new ListedRows(statement.fields(), rows);
    }

    @Override
    public ResultRows visitCreateSchema(PlannedStatement.CreateSchema statement) {
        Catalog catalog = services.catalog();
        if (!statement.ifNotExists() || catalog.findSchema(statement.name()).isEmpty()) {
            catalog.createSchema(statement.name());
        }
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitDropSchema(PlannedStatement.DropSchema statement) {
        Catalog catalog = services.catalog();
        if (!statement.ifExists() || catalog.findSchema(statement.name()).isPresent()) {
            catalog.dropSchema(statement.name(), statement.cascade());
        }
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitCreateTable(PlannedStatement.CreateTable statement) {
        Catalog catalog = services.catalog();
        TableName name = statement.definition().name();
        if (statement.ifNotExists() && catalog.findTable(name).isPresent()) {
            return ListedRows.NONE;
        }
        Table definition = services.scanner().complete(statement.definition());
        Optional<Table> replaced = catalog.findTable(name);
        catalog.createTable(definition, statement.orReplace());
        replaced.ifPresent(caching::forget);
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitDropTable(PlannedStatement.DropTable statement) {
        Catalog catalog = services.catalog();
        Optional<Table> table = catalog.findTable(statement.name());
        if (!statement.ifExists() || table.isPresent()) {
            catalog.dropTable(statement.name());
            table.ifPresent(caching::forget);
        }
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitAnalyzeTable(PlannedStatement.AnalyzeTable statement) {
        Table table = table(statement.name()).withStatistics(TableStatistics.UNKNOWN);
        services.catalog().updateStatistics(table.name(), services.scanner().statistics(table));
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitCacheTable(PlannedStatement.CacheTable statement) {
        caching.cache(table(statement.name()), statement.lazy());
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitCacheQuery(PlannedStatement.CacheQuery statement) {
        caching.cacheQuery(statement);
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitUncacheTable(PlannedStatement.UncacheTable statement) {
        Optional<Table> table = statement.name().schema().isEmpty()
                ? Optional.of(table(statement.name()))
                : services.catalog().findTable(statement.name());
        if (table.isPresent() && table.get().format() == StorageFormat.MEMORY) {
            services.catalog().dropTable(statement.name());
        } else if (table.isPresent() || !statement.ifExists()) {
            caching.uncache(table(statement.name()), statement.ifExists());
        }
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitClearCache(PlannedStatement.ClearCache statement) {
        caching.clear();
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitShowSchemas(PlannedStatement.ShowSchemas statement) {
        List<Object[]> rows = new ArrayList<>();
        for (String schema : services.catalog().schemas()) {
            if (LikePattern.matches(statement.pattern(), schema)) {
                rows.add(new Object[] {schema});
            }
        }
        return new ListedRows(statement.fields(), rows);
    }

    @Override
    public ResultRows visitShowTables(PlannedStatement.ShowTables statement) {
        List<Object[]> rows = new ArrayList<>();
        for (TableName name : services.catalog().tables(statement.schema())) {
            if (LikePattern.matches(statement.pattern(), name.table())) {
                rows.add(new Object[] {name.schema(), name.table()});
            }
        }
        return new ListedRows(statement.fields(), rows);
    }

    @Override
    public ResultRows visitShowColumns(PlannedStatement.ShowColumns statement) {
        Table table = table(statement.name());
        List<Object[]> rows = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            rows.add(new Object[] {
                column.name(),
                column.type().toString(),
                yesOrNo(column.nullable()),
                yesOrNo(table.partitionColumns().contains(column))
            });
        }
        return new ListedRows(statement.fields(), rows);
    }

    @Override
    public ResultRows visitDescribeQuery(PlannedStatement.DescribeQuery statement) {
        List<Object[]> rows = new ArrayList<>();
        for (Field field : statement.columns()) {
            DataType type = field.type();
            rows.add(new Object[] {field.name(), type.toString(), yesOrNo(field.nullable())});
        }
        return new ListedRows(statement.fields(), rows);
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "YES" : "NO";
    }

    @Override
    public ResultRows visitShowCreateTable(PlannedStatement.ShowCreateTable statement) {
        Table table = table(statement.name());
        if (table.format() == StorageFormat.MEMORY) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED, "Table has no files and so no definition to show: " + table.name());
        }
        String text = CreateTableText.of(table);
        return new ListedRows(statement.fields(), List.<Object[]>of(new Object[] {text}));
    }

    @Override
    public ResultRows visitShowOptions(PlannedStatement.ShowOptions statement) {
        List<Object[]> rows = new ArrayList<>();
        for (SessionOptions.ShownOption option : shown(statement.name())) {
            rows.add(new Object[] {option.name(), option.value(), option.description()});
        }
        return new ListedRows(statement.fields(), rows);
    }

    private List<SessionOptions.ShownOption> shown(@Nullable String name) {
        List<SessionOptions.ShownOption> all = session.options().showAll();
        if (name == null) {
            return all;
        }
        String wanted = EngineOptions.named(name).name();
        return all.stream().filter(option -> option.name().equals(wanted)).toList();
    }

    @Override
    public ResultRows visitUse(PlannedStatement.Use statement) {
        session.useSchema(services.catalog()
                .findSchema(statement.schema())
                .orElseThrow(() ->
                        new EngineException(ErrorCode.SCHEMA_NOT_FOUND, "Schema not found: " + statement.schema())));
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitSetOption(PlannedStatement.SetOption statement) {
        session.options().set(statement.name(), statement.value());
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitResetOption(PlannedStatement.ResetOption statement) {
        String name = statement.name();
        if (name == null) {
            session.options().resetAll();
        } else {
            session.options().reset(name);
        }
        return ListedRows.NONE;
    }

    @Override
    public ResultRows visitNoOperation(PlannedStatement.NoOperation statement) {
        return ListedRows.NONE;
    }

    private Table table(TableName name) {
        if (name.schema().isEmpty()) {
            return services.scanner().tableOfPath(name.table());
        }
        return services.catalog()
                .findTable(name)
                .orElseThrow(() -> new EngineException(ErrorCode.TABLE_NOT_FOUND, "Table not found: " + name));
    }
}
