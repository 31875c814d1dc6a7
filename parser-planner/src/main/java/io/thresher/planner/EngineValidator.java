package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.parser.Conformance;
import io.thresher.planner.catalog.EngineOperatorTable;
import io.thresher.planner.catalog.EngineTypeFactory;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator with our functions, types and rules. */
final class EngineValidator extends SqlValidatorImpl {
    private static final SqlValidator.Config CONFIG = SqlValidator.Config.DEFAULT
            .withConformance(Conformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(true)
            .withTypeCoercionFactory(EngineTypeCoercion::new);

    /** Operands of a join. */
    private static final int NATURAL = 1;

    private static final int CONDITION_TYPE = 4;
    private static final int CONDITION = 5;

    private final Map<SqlSelect, Boolean> aggregates = new IdentityHashMap<>();

    EngineValidator(CalciteCatalogReader reader) {
        super(EngineOperatorTable.instance(), reader, EngineTypeFactory.INSTANCE, CONFIG);
    }

    /** Calcite asks this for every item of the SELECT list, and looks through all of them for the answer. */
    @Override
    public boolean isAggregate(SqlSelect select) {
        return aggregates.computeIfAbsent(select, super::isAggregate);
    }

    /** A parameter of which the text does not tell the type is text. */
    @Override
    protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
        boolean untyped = node instanceof SqlDynamicParam && inferred.equals(getUnknownType());
        super.inferUnknownTypes(untyped ? typeFactory.createSqlType(SqlTypeName.VARCHAR) : inferred, scope, node);
    }

    /** FROM is validated by now, so that its columns are known. */
    @Override
    protected void validateWhereClause(SqlSelect select) {
        SqlNode from = select.getFrom();
        if (from != null && CommonColumns.isMerging(from)) {
            Map<String, SqlNode> columns = CommonColumns.of(this, from).merged();
            new CommonColumnRewriter(columns).rewrite(select);
        }
        super.validateWhereClause(select);
    }

    @Override
    protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
        boolean semi = join.getJoinType() == JoinType.LEFT_SEMI_JOIN || join.getJoinType() == JoinType.LEFT_ANTI_JOIN;
        if (semi && join.getRight() instanceof SqlJoin) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "Right side of a semi-join or anti-join must be one table; put the join into a sub-query");
        }
        if (semi && (join.isNatural() || join.getConditionType() == JoinConditionType.USING)) {
            writeCondition(join);
        }
        SqlNode condition = join.getCondition();
        boolean merging = CommonColumns.isMerging(join.getLeft()) || CommonColumns.isMerging(join.getRight());
        if (condition != null && join.getConditionType() == JoinConditionType.ON && merging) {
            Map<String, SqlNode> columns = CommonColumns.of(this, join).merged();
            join.setOperand(CONDITION, new CommonColumnRewriter(columns).visit(condition));
        }
        super.validateJoin(join, scope);
    }

    /** Calcite merges columns of joins with two visible sides only. */
    private void writeCondition(SqlJoin join) {
        SqlNode condition = CommonColumns.condition(this, join);
        if (condition != null) {
            join.setOperand(NATURAL, SqlLiteral.createBoolean(false, join.getParserPosition()));
            join.setOperand(CONDITION_TYPE, JoinConditionType.ON.symbol(join.getParserPosition()));
            join.setOperand(CONDITION, condition);
        }
    }
}
