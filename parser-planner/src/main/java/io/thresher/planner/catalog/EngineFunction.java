package io.thresher.planner.catalog;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;

/** A scalar function of SQL that becomes a call of the executor's function {@link #canonicalName}. */
public final class EngineFunction extends SqlFunction {
    private final String canonicalName;
    private final boolean deterministic;
    private final SqlSyntax syntax;

    EngineFunction(
            String name,
            String canonicalName,
            SqlReturnTypeInference returnType,
            SqlOperandTypeChecker operands,
            boolean deterministic) {
        this(name, canonicalName, returnType, operands, deterministic, SqlSyntax.FUNCTION);
    }

    EngineFunction(
            String name,
            String canonicalName,
            SqlReturnTypeInference returnType,
            SqlOperandTypeChecker operands,
            boolean deterministic,
            SqlSyntax syntax) {
        super(name, SqlKind.OTHER_FUNCTION, returnType, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.canonicalName = canonicalName;
        this.deterministic = deterministic;
        this.syntax = syntax;
    }

    /** The name that the executor's function registry knows. */
    public String canonicalName() {
        return canonicalName;
    }

    @Override
    public SqlSyntax getSyntax() {
        return syntax;
    }

    @Override
    public boolean isDeterministic() {
        return deterministic;
    }
}
