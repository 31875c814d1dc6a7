package io.thresher.planner;

import io.thresher.planner.catalog.EngineAggregates;
import io.thresher.planner.catalog.EngineOperators;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Calls that the grammar reads in a way of its own, or whose name another function has, as calls that can be looked up. */
final class FunctionSpelling {
    private FunctionSpelling() {}

    static SqlNode respell(SqlBasicCall call) {
        if (call.getKind() == SqlKind.LITERAL_CHAIN) {
            return SqlUtil.concatenateLiterals(literals(call));
        }
        if (call.getKind() == SqlKind.STRING_AGG) {
            return ordered(EngineAggregates.STRING_AGG, call);
        }
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        return switch (name) {
            // The grammar adds an argument for pattern matching, which is not supported.
            case "first" -> SyntaxNormalizer.unresolved(name, position).createCall(position, operands.subList(0, 1));
            case "translate3" ->
                SyntaxNormalizer.unresolved("translate", position).createCall(position, operands);
            // With one argument these are aggregates.
            case "bit_and", "bit_or", "bit_xor" ->
                operands.size() == 2
                        ? SyntaxNormalizer.unresolved(name.replace("_", ""), position)
                                .createCall(position, operands)
                        : call;
            case "date_add" -> operands.size() == 2 ? EngineOperators.ADD.createCall(position, operands) : call;
            case "date_sub" -> operands.size() == 2 ? EngineOperators.SUBTRACT.createCall(position, operands) : call;
            default -> call;
        };
    }

    private static List<SqlLiteral> literals(SqlCall chain) {
        return chain.getOperandList().stream().map(SqlLiteral.class::cast).toList();
    }

    /** {@code f(x ORDER BY y)} is {@code aggregate(x) WITHIN GROUP (ORDER BY y)}, which may have a FILTER. */
    static SqlNode ordered(SqlOperator aggregate, SqlBasicCall call) {
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        int last = operands.size() - 1;
        boolean ordered = last >= 1 && operands.get(last) instanceof SqlNodeList;
        if (!ordered && aggregate.equals(call.getOperator())) {
            return call;
        }
        SqlNode plain = aggregate.createCall(
                call.getFunctionQuantifier(), position, ordered ? operands.subList(0, last) : operands);
        return ordered ? SqlStdOperatorTable.WITHIN_GROUP.createCall(position, plain, operands.get(last)) : plain;
    }
}
