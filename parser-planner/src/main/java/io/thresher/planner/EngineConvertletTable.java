package io.thresher.planner;

import io.thresher.planner.catalog.EngineFunction;
import io.thresher.planner.catalog.EngineOperators;
import io.thresher.planner.catalog.InListFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Keeps the functions that our executor has as they are; Calcite would spell many of them out. */
final class EngineConvertletTable implements SqlRexConvertletTable {
    static final EngineConvertletTable INSTANCE = new EngineConvertletTable();

    private static final Set<SqlOperator> PLAIN = Set.of(
            EngineOperators.ADD,
            EngineOperators.SUBTRACT,
            EngineOperators.CONCAT,
            EngineOperators.MODULO,
            SqlStdOperatorTable.AVG,
            SqlStdOperatorTable.STDDEV,
            SqlStdOperatorTable.STDDEV_POP,
            SqlStdOperatorTable.STDDEV_SAMP,
            SqlStdOperatorTable.VARIANCE,
            SqlStdOperatorTable.VAR_POP,
            SqlStdOperatorTable.VAR_SAMP,
            SqlStdOperatorTable.COVAR_POP,
            SqlStdOperatorTable.COVAR_SAMP);

    private EngineConvertletTable() {}

    @Override
    public @Nullable SqlRexConvertlet get(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (operator instanceof EngineFunction || operator instanceof InListFunction || PLAIN.contains(operator)) {
            return EngineConvertletTable::convert;
        }
        return StandardConvertletTable.INSTANCE.get(call);
    }

    private static RexNode convert(SqlRexContext context, SqlCall call) {
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
        if (type == null) {
            type = context.getRexBuilder().deriveReturnType(call.getOperator(), operands);
        }
        return context.getRexBuilder().makeCall(call.getParserPosition(), type, call.getOperator(), operands);
    }
}
