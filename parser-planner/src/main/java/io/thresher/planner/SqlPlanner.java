package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.PlanNode;
import io.thresher.parser.ParsedStatement;
import io.thresher.parser.SqlParser;
import io.thresher.planner.catalog.CatalogSnapshot;
import io.thresher.planner.rule.Optimizer;
import io.thresher.planner.statement.PlannedStatement;
import io.thresher.planner.statement.StatementKind;
import io.thresher.planner.statistics.RowEstimator;
import io.thresher.planner.translation.PlanTranslator;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.scan.TableScanner;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlNode;

/** From SQL text to a statement that the server can run: parse, validate, convert, optimize, translate. Thread-safe. */
public final class SqlPlanner {
    private final Catalog catalog;
    private final TableScanner scanner;
    private final FileSystem files;
    private final PlanCache plans = new PlanCache();

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
        return PlanningThread.run(session, limited -> {
            ParsedStatement parsed = SqlParser.parse(sql);
            if (parsed instanceof ParsedStatement.Query) {
                return prepare(() -> (ParsedStatement.Query) SqlParser.parse(sql), limited);
            }
            if (parsed instanceof ParsedStatement.Explain) {
                ParsedStatement.Explain explain = (ParsedStatement.Explain) parsed;
                PreparedQuery query = prepare(() -> ((ParsedStatement.Explain) SqlParser.parse(sql)).query(), limited);
                StatementKind kind = explain.analyze() ? StatementKind.QUERY : StatementKind.INFORMATION;
                return new PreparedQuery(kind, query.parameterTypes(), PlannedStatement.Explain.FIELDS);
            }
            PlannedStatement statement = plan(parsed, List.of(), limited, new CatalogSnapshot(catalog, scanner));
            return new PreparedQuery(statement.kind(), List.of(), statement.fields());
        });
    }

    /**
     * Plans a statement; {@code parameters} stand for its {@code ?} in order.
     *
     * @throws EngineException SYNTAX_ERROR, TABLE_NOT_FOUND and the like
     */
    public PlannedStatement plan(String sql, List<Expression.Literal> parameters, PlannerSession session) {
        PlanCache.Key key = new PlanCache.Key(session.schema(), sql, parameters);
        PlannedStatement known = plans.find(key, new CatalogSnapshot(catalog, scanner));
        if (known != null) {
            return known;
        }
        CatalogSnapshot snapshot = new CatalogSnapshot(catalog, scanner);
        PlannedStatement planned =
                PlanningThread.run(session, limited -> plan(SqlParser.parse(sql), parameters, limited, snapshot));
        if (planned instanceof PlannedStatement.Query || planned instanceof PlannedStatement.Explain) {
            plans.put(key, planned, snapshot);
        }
        return planned;
    }

    private PlannedStatement plan(
            ParsedStatement parsed,
            List<Expression.Literal> parameters,
            PlannerSession session,
            CatalogSnapshot snapshot) {
        if (parsed instanceof ParsedStatement.Query) {
            return query((ParsedStatement.Query) parsed, parameters, session, snapshot);
        }
        if (parsed instanceof ParsedStatement.Explain) {
            ParsedStatement.Explain explain = (ParsedStatement.Explain) parsed;
            return new PlannedStatement.Explain(
                    query(explain.query(), parameters, session, snapshot), explain.analyze());
        }
        if (parsed instanceof ParsedStatement.DescribeQuery) {
            ParsedStatement.Query query = ((ParsedStatement.DescribeQuery) parsed).query();
            return new PlannedStatement.DescribeQuery(
                    prepare(() -> query, session).fields());
        }
        CommandPlanner commands = new CommandPlanner(files, session);
        if (parsed instanceof ParsedStatement.CacheQuery) {
            ParsedStatement.CacheQuery cache = (ParsedStatement.CacheQuery) parsed;
            return commands.cacheQuery(cache.name(), query(cache.query(), parameters, session, snapshot));
        }
        return parsed instanceof ParsedStatement.CreateTable
                ? commands.createTable((ParsedStatement.CreateTable) parsed)
                : commands.command((ParsedStatement.Command) parsed);
    }

    private PreparedQuery prepare(Supplier<ParsedStatement.Query> parser, PlannerSession session) {
        return new QueryPreparer(new CatalogSnapshot(catalog, scanner), session).prepare(parser);
    }

    private PlannedStatement.Query query(
            ParsedStatement.Query parsed,
            List<Expression.Literal> parameters,
            PlannerSession session,
            CatalogSnapshot snapshot) {
        OutputNames names = OutputNames.of(parsed.node());
        try {
            SqlNode bound = ParameterBinder.bind(parsed.node(), parsed.parameterCount(), parameters);
            CalciteCatalogReader reader = snapshot.reader(session.schema());
            EngineValidator validator = new EngineValidator(reader);
            SqlNode validated = validator.validate(SyntaxNormalizer.normalize(bound, parsed.lists()));
            session.checkStop();
            RelRoot root = QueryConverter.convert(validated, validator, reader);
            session.checkStop();
            RowEstimator estimator = new RowEstimator();
            RelNode optimized = Optimizer.optimize(root.project(), estimator, session::checkStop);
            List<Field> fields = names.name(QueryPreparer.fields(root.validatedRowType));
            PlanNode plan = new PlanTranslator(estimator).translateRoot(optimized, fields);
            return new PlannedStatement.Query(plan, fields);
        } catch (RuntimeException e) {
            throw new ValidationErrors(snapshot, parsed.positions(), session.schema()).translate(e);
        }
    }
}
