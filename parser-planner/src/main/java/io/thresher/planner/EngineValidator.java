package io.thresher.planner;

import io.thresher.parser.Conformance;
import io.thresher.planner.catalog.EngineOperatorTable;
import io.thresher.planner.catalog.EngineTypeFactory;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
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
}
