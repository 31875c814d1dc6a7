package io.thresher.planner;

import io.thresher.parser.Conformance;
import io.thresher.planner.catalog.EngineOperatorTable;
import io.thresher.planner.catalog.EngineTypeFactory;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;

/** Calcite's validator with our functions, types and rules. */
final class EngineValidator extends SqlValidatorImpl {
    private static final SqlValidator.Config CONFIG = SqlValidator.Config.DEFAULT
            .withConformance(Conformance.INSTANCE)
            .withDefaultNullCollation(NullCollation.HIGH)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(true);

    EngineValidator(CalciteCatalogReader reader) {
        super(EngineOperatorTable.instance(), reader, EngineTypeFactory.INSTANCE, CONFIG);
    }
}
