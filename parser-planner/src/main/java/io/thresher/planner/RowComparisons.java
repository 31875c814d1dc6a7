package io.thresher.planner;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Spells comparisons of rows as comparisons of their parts: {@code (a, b) < (c, d)} is {@code a < c OR a = c AND b < d}. */
final class RowComparisons {
    private RowComparisons() {}

    /** The call spelled out; itself if it compares no rows, or rows that hold a query. */
    static SqlNode spellOut(SqlBasicCall call) {
        SqlNode left = call.operand(0);
        SqlNode right = call.operand(1);
        boolean rows = left.getKind() == SqlKind.ROW && right.getKind() == SqlKind.ROW;
        if (!rows || SqlTrees.holdsQuery(left) || SqlTrees.holdsQuery(right)) {
            return call;
        }
        List<SqlNode> lefts = ((SqlCall) left).getOperandList();
        List<SqlNode> rights = ((SqlCall) right).getOperandList();
        if (lefts.size() != rights.size()) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        return switch (call.getKind()) {
            case EQUALS -> equal(lefts, rights, position);
            case NOT_EQUALS -> SqlStdOperatorTable.NOT.createCall(position, equal(lefts, rights, position));
            case LESS_THAN, LESS_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.LESS_THAN, lefts, rights);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> ordered(call, SqlStdOperatorTable.GREATER_THAN, lefts, rights);
            default -> call;
        };
    }

    private static SqlNode equal(List<SqlNode> lefts, List<SqlNode> rights, SqlParserPos position) {
        List<SqlNode> parts = new ArrayList<>();
        for (int i = 0; i < lefts.size(); i++) {
            parts.add(SqlStdOperatorTable.EQUALS.createCall(
                    position, SqlTrees.copy(lefts.get(i)), SqlTrees.copy(rights.get(i))));
        }
        return parts.stream()
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(position, a, b))
                .orElseThrow();
    }

    /** The last parts are compared as the rows are, those before strictly. */
    private static SqlNode ordered(SqlBasicCall call, SqlOperator strict, List<SqlNode> lefts, List<SqlNode> rights) {
        SqlParserPos position = call.getParserPosition();
        int last = lefts.size() - 1;
        SqlNode result = call.getOperator()
                .createCall(position, SqlTrees.copy(lefts.get(last)), SqlTrees.copy(rights.get(last)));
        for (int i = last - 1; i >= 0; i--) {
            SqlNode less = strict.createCall(position, SqlTrees.copy(lefts.get(i)), SqlTrees.copy(rights.get(i)));
            SqlNode same = equal(lefts.subList(i, i + 1), rights.subList(i, i + 1), position);
            SqlNode rest = SqlStdOperatorTable.AND.createCall(position, same, result);
            result = SqlStdOperatorTable.OR.createCall(position, less, rest);
        }
        return result;
    }
}
