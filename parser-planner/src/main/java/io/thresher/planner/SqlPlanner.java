package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.parser.ParsedStatement;
import io.thresher.parser.SqlParser;
import io.thresher.planner.catalog.CatalogSnapshot;
import io.thresher.planner.rule.Optimizer;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.TableScanner;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.statistics.RowEstimator;
import io.thresher.planner.translation.PlanTranslator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlNode;

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
        ParsedStatement parsed = SqlParser.parse(sql);
        if (parsed instanceof ParsedStatement.Query) {
            return query((ParsedStatement.Query) parsed, parameters, session);
        }
        if (parsed instanceof ParsedStatement.Explain) {
            ParsedStatement.Explain explain = (ParsedStatement.Explain) parsed;
            return new PlannedStatement.Explain(query(explain.query(), parameters, session), explain.analyze());
        }
        throw new EngineException(
                ErrorCode.NOT_SUPPORTED, "Statement is not supported yet: " + files + parsed);
    }

    private PlannedStatement.Query query(
            ParsedStatement.Query parsed, List<Expression.Literal> parameters, PlannerSession session) {
        CalciteCatalogReader reader = new CatalogSnapshot(catalog, scanner).reader(session.schema());
        EngineValidator validator = new EngineValidator(reader);
        SqlNode validated = validator.validate(SyntaxNormalizer.normalize(parsed.node()));
        RelRoot root = QueryConverter.convert(validated, validator, reader);
        RelNode optimized = Optimizer.optimize(root.project());
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : root.validatedRowType.getFieldList()) {
            fields.add(new Field(
                    field.getName(),
                    DataTypes.fromCalcite(field.getType()),
                    field.getType().isNullable()));
        }
        PlanNode plan = new PlanTranslator(new RowEstimator()).translateRoot(optimized, fields);
        return new PlannedStatement.Query(plan, fields);
    }
}
