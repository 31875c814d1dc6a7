package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.parser.ParsedStatement;
import io.thresher.parser.ParsedStatement.Name;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.FileSystem;
import org.jspecify.annotations.Nullable;

/** Completes statements that are not queries with the session's schema; nothing is looked up. */
final class CommandPlanner {
    private final FileSystem files;
    private final PlannerSession session;

    CommandPlanner(FileSystem files, PlannerSession session) {
        this.files = files;
        this.session = session;
    }

    PlannedStatement createTable(ParsedStatement.CreateTable parsed) {
        Table definition = new Table(
                table(parsed.name()),
                parsed.columns(),
                parsed.partitionColumns(),
                parsed.format(),
                files.parse(parsed.location()),
                parsed.properties(),
                TableStatistics.UNKNOWN);
        return new PlannedStatement.CreateTable(definition, parsed.orReplace(), parsed.ifNotExists());
    }

    PlannedStatement command(ParsedStatement.Command command) {
        boolean flag = command.flag();
        String argument = command.argument();
        return switch (command.kind()) {
            case CREATE_SCHEMA -> new PlannedStatement.CreateSchema(text(command.name()), flag);
            case DROP_SCHEMA -> new PlannedStatement.DropSchema(text(command.name()), flag, command.secondFlag());
            case DROP_TABLE -> new PlannedStatement.DropTable(table(command.name()), flag);
            case ANALYZE_TABLE -> new PlannedStatement.AnalyzeTable(table(command.name()));
            case CACHE_TABLE -> new PlannedStatement.CacheTable(table(command.name()), flag);
            case UNCACHE_TABLE -> new PlannedStatement.UncacheTable(table(command.name()), flag);
            case CLEAR_CACHE -> new PlannedStatement.ClearCache();
            case SHOW_SCHEMAS -> new PlannedStatement.ShowSchemas(argument);
            case SHOW_TABLES ->
                new PlannedStatement.ShowTables(
                        command.name() == null ? session.schema() : text(command.name()), argument);
            case SHOW_COLUMNS -> new PlannedStatement.ShowColumns(table(command.name()));
            case SHOW_CREATE_TABLE -> new PlannedStatement.ShowCreateTable(table(command.name()));
            case SHOW_OPTIONS -> new PlannedStatement.ShowOptions(command.name() == null ? null : text(command.name()));
            case USE -> new PlannedStatement.Use(text(command.name()));
            case SET_OPTION -> new PlannedStatement.SetOption(text(command.name()), argument == null ? "" : argument);
            case RESET_OPTION -> new PlannedStatement.ResetOption(command.name() == null ? null : text(command.name()));
            case NO_OPERATION -> new PlannedStatement.NoOperation(argument == null ? "" : argument);
        };
    }

    private static String text(@Nullable Name name) {
        if (name == null) {
            throw new EngineException(ErrorCode.SYNTAX_ERROR, "Statement lacks a name");
        }
        return name.name();
    }

    PlannedStatement cacheQuery(Name name, PlannedStatement.Query query) {
        if (name.path()) {
            throw new EngineException(
                    ErrorCode.SYNTAX_ERROR, "CACHE TABLE AS makes a table; give it a name, not a path: " + name.name());
        }
        return new PlannedStatement.CacheQuery(table(name), query);
    }

    private TableName table(@Nullable Name name) {
        if (name == null) {
            throw new EngineException(ErrorCode.SYNTAX_ERROR, "Statement lacks a table name");
        }
        if (name.path()) {
            return new TableName("", name.name());
        }
        return new TableName(name.schema() == null ? session.schema() : name.schema(), name.name());
    }
}
