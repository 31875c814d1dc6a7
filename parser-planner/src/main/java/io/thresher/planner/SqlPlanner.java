package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.TableScanner;
import java.util.List;

/** From SQL text to a statement that the server can run: parse, validate, convert, optimize, translate. Thread-safe. */
public final class SqlPlanner {
    private final Catalog catalog;
    private final TableScanner scanner;
    private final FileSystem files;

    /** Makes a planner over a catalog; {@code scanner} knows files used as tables, {@code files} reads locations. */
    public SqlPlanner(Catalog catalog, TableScanner scanner, FileSystem files) {
        this.catalog = catalog;
        this.scanner = scanner;
        this.files = files;
    }

    /**
     * Parses and validates a statement.
     *
     * @throws EngineException SYNTAX_ERROR, TABLE_NOT_FOUND and the like
     */
    public PreparedQuery prepare(String sql, PlannerSession session) {
        PlannedStatement statement = plan(sql, List.of(), session);
        return new PreparedQuery(statement.kind(), List.of(), statement.fields());
    }

    /**
     * Plans a statement; {@code parameters} stand for its {@code ?} in order.
     *
     * @throws EngineException SYNTAX_ERROR, TABLE_NOT_FOUND and the like
     */
    public PlannedStatement plan(String sql, List<Expression.Literal> parameters, PlannerSession session) {
        throw new EngineException(
                ErrorCode.NOT_SUPPORTED, "Not planned yet: " + catalog + scanner + files + session.user());
    }
}
