package io.thresher.planner;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.plan.Field;
import io.thresher.parser.ParsedStatement;
import io.thresher.planner.catalog.CatalogSnapshot;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.statement.StatementKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Describes a query before its parameters have values. Where the text does not tell Calcite a parameter's type, values of
 * one type after the other are tried in its place; a query that none fits is refused with the error of the parameter itself.
 */
final class QueryPreparer {
    /** Values that stand in for parameters, the least particular first. */
    private static final List<Expression.Literal> STAND_INS = List.of(
            new Expression.Literal(null, DataType.NULL),
            new Expression.Literal(1L, DataType.INTEGER),
            new Expression.Literal("a", DataType.VARCHAR),
            new Expression.Literal(0L, DataType.DATE),
            new Expression.Literal(0L, DataType.TIMESTAMP));

    private static final int MAX_ATTEMPTS = 125;

    /** Errors that a parameter's type has no part in. */
    private static final Set<ErrorCode> FINAL = Set.of(
            ErrorCode.TABLE_NOT_FOUND,
            ErrorCode.SCHEMA_NOT_FOUND,
            ErrorCode.COLUMN_NOT_FOUND,
            ErrorCode.AMBIGUOUS_COLUMN,
            ErrorCode.STATEMENT_TOO_COMPLEX,
            ErrorCode.QUERY_TIMEOUT,
            ErrorCode.QUERY_CANCELED);

    private final CatalogSnapshot snapshot;
    private final PlannerSession session;

    QueryPreparer(CatalogSnapshot snapshot, PlannerSession session) {
        this.snapshot = snapshot;
        this.session = session;
    }

    /**
     * Parameters and columns of the query; {@code parser} reads it anew, as validation changes what was read.
     *
     * @throws EngineException what is wrong with the query
     */
    PreparedQuery prepare(Supplier<ParsedStatement.Query> parser) {
        ParsedStatement.Query parsed = parser.get();
        try {
            return describe(parsed, parsed.node(), List.of());
        } catch (RuntimeException e) {
            EngineException error = translate(parsed, e);
            PreparedQuery prepared =
                    parsed.parameterCount() == 0 || FINAL.contains(error.code()) ? null : withStandIns(parser);
            if (prepared == null) {
                throw error;
            }
            return prepared;
        }
    }

    private EngineException translate(ParsedStatement.Query parsed, RuntimeException error) {
        return new ValidationErrors(snapshot, parsed.positions(), session.schema()).translate(error);
    }

    /** First all parameters of one type, then each of its own. */
    private @Nullable PreparedQuery withStandIns(Supplier<ParsedStatement.Query> parser) {
        int count = parser.get().parameterCount();
        for (Expression.Literal standIn : STAND_INS) {
            PreparedQuery prepared = attempt(parser.get(), Collections.nCopies(count, standIn));
            if (prepared != null) {
                return prepared;
            }
        }
        int kinds = STAND_INS.size();
        double all = Math.pow(kinds, count);
        for (int number = 0; count > 1 && number < Math.min(all, MAX_ATTEMPTS); number++) {
            List<Expression.Literal> values = new ArrayList<>();
            for (int rest = number; values.size() < count; rest /= kinds) {
                values.add(STAND_INS.get(rest % kinds));
            }
            PreparedQuery prepared = attempt(parser.get(), values);
            if (prepared != null) {
                return prepared;
            }
        }
        return null;
    }

    private @Nullable PreparedQuery attempt(ParsedStatement.Query parsed, List<Expression.Literal> values) {
        session.checkStop();
        try {
            SqlNode bound = ParameterBinder.bind(parsed.node(), parsed.parameterCount(), values);
            return describe(parsed, bound, values);
        } catch (RuntimeException e) {
            // Not this type; why the query is refused in the end is said of the query without values.
            return null;
        }
    }

    private PreparedQuery describe(ParsedStatement.Query parsed, SqlNode node, List<Expression.Literal> values) {
        OutputNames names = OutputNames.of(parsed.node());
        EngineValidator validator = new EngineValidator(snapshot.reader(session.schema()));
        SqlNode validated = validator.validate(SyntaxNormalizer.normalize(node, parsed.lists()));
        List<DataType> types = values.isEmpty()
                ? parameterTypes(validator, validated, parsed.parameterCount())
                : values.stream().map(QueryPreparer::type).toList();
        List<Field> fields = names.name(fields(validator.getValidatedNodeType(validated)));
        return new PreparedQuery(StatementKind.QUERY, types, fields);
    }

    private static DataType type(Expression.Literal value) {
        return value.value() == null ? DataType.VARCHAR : value.type();
    }

    /** By the parameters' numbers: rewriting may have put one into two places. */
    private static List<DataType> parameterTypes(EngineValidator validator, SqlNode validated, int count) {
        List<DataType> types = new ArrayList<>(Collections.nCopies(count, DataType.VARCHAR));
        validated.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlDynamicParam parameter) {
                RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
                if (type != null) {
                    types.set(parameter.getIndex(), DataTypes.fromCalcite(type));
                }
                return null;
            }
        });
        return types;
    }

    static List<Field> fields(RelDataType rowType) {
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            fields.add(new Field(
                    field.getName(),
                    DataTypes.fromCalcite(field.getType()),
                    field.getType().isNullable()));
        }
        return fields;
    }
}
