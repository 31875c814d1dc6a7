package io.thresher.planner;

import io.thresher.parser.SqlParser;
import io.thresher.planner.catalog.EngineOperatorTable;
import io.thresher.planner.catalog.EngineOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Brings a parsed query into the form that validation expects: our operators in the places of Calcite's, functions that
 * the grammar knows by keyword looked up by name like all others, GROUP BY ALL spelled out.
 */
final class SyntaxNormalizer extends SqlShuttle {
    private static final Map<SqlOperator, SqlOperator> OPERATORS = Map.of(
            SqlStdOperatorTable.PLUS, EngineOperators.ADD,
            SqlStdOperatorTable.MINUS, EngineOperators.SUBTRACT,
            SqlStdOperatorTable.CONCAT, EngineOperators.CONCAT);

    private SyntaxNormalizer() {}

    static SqlNode normalize(SqlNode query) {
        SqlNode result = query.accept(new SyntaxNormalizer());
        return result == null ? query : result;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect) {
            expandGroupByAll((SqlSelect) visited);
        }
        return visited instanceof SqlBasicCall ? replace((SqlBasicCall) visited) : visited;
    }

    private static SqlNode replace(SqlBasicCall call) {
        SqlOperator operator = call.getOperator();
        SqlOperator ours = OPERATORS.get(operator);
        if (ours != null) {
            return new SqlBasicCall(ours, call.getOperandList(), call.getParserPosition());
        }
        switch (operator.getKind()) {
            case POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE -> {
                return regex(call);
            }
            default -> {
                return byName(call, operator);
            }
        }
    }

    private static SqlNode regex(SqlBasicCall call) {
        SqlParserPos position = call.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        if (call.getKind() == SqlKind.POSIX_REGEX_CASE_INSENSITIVE) {
            operands.add(org.apache.calcite.sql.SqlLiteral.createCharString("i", position));
        }
        SqlNode match = unresolved("regexp_matches", position).createCall(position, operands);
        boolean negated = call.getOperator().getName().startsWith("NEGATED");
        return negated ? SqlStdOperatorTable.NOT.createCall(position, match) : match;
    }

    /** A function that the grammar resolved itself is looked up by name instead, so that only listed ones pass. */
    private static SqlNode byName(SqlBasicCall call, SqlOperator operator) {
        boolean function = operator instanceof SqlFunction
                && !(operator instanceof SqlUnresolvedFunction)
                && !(operator instanceof SqlAggFunction);
        if (!function || EngineOperatorTable.contains(operator)) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        return unresolved(operator.getName(), position).createCall(position, call.getOperandList());
    }

    private static SqlUnresolvedFunction unresolved(String name, SqlParserPos position) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, position), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static void expandGroupByAll(SqlSelect select) {
        SqlNodeList groups = select.getGroup();
        if (groups == null || groups.size() != 1 || !isMarker(groups.get(0))) {
            return;
        }
        SqlNodeList keys = new SqlNodeList(groups.getParserPosition());
        for (SqlNode item : select.getSelectList()) {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (!hasAggregate(expression)) {
                keys.add(expression);
            }
        }
        select.setGroupBy(keys);
    }

    private static boolean isMarker(SqlNode node) {
        return node instanceof SqlIdentifier
                && ((SqlIdentifier) node).isSimple()
                && ((SqlIdentifier) node).getSimple().equals(SqlParser.GROUP_BY_ALL);
    }

    private static boolean hasAggregate(SqlNode node) {
        boolean[] found = new boolean[1];
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (EngineOperatorTable.isAggregate(call.getOperator().getName())) {
                    found[0] = true;
                }
                return super.visit(call);
            }
        });
        return found[0];
    }
}
