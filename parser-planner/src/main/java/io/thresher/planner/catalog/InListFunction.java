package io.thresher.planner.catalog;

import io.thresher.parser.LiteralList;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** {@code x IN (a long list of literals)} as a function of x that carries the list. One instance for each list. */
public final class InListFunction extends SqlFunction {
    private final LiteralList list;

    /** Makes the function of a list. */
    public InListFunction(LiteralList list) {
        super(
                "in_list",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.BOOLEAN_FORCE_NULLABLE,
                null,
                OperandTypes.ANY,
                SqlFunctionCategory.SYSTEM);
        this.list = list;
    }

    /** The values. */
    public LiteralList list() {
        return list;
    }

    /** Calcite would look for a function of this name. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        call.getOperandList().forEach(operand -> validator.deriveType(scope, operand));
        return validateOperands(validator, scope, call);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
