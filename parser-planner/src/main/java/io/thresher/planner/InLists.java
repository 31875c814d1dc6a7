package io.thresher.planner;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Spells {@code x IN (a, b)} as {@code x = a OR x = b}: Calcite does so itself, but not in every place, such as inside a
 * grouped CASE. The optimizer makes a list of it again.
 */
final class InLists {
    private InLists() {}

    /** The call spelled out; itself if the argument is a row or holds a query. */
    static SqlNode spellOut(SqlBasicCall call, SqlNodeList list) {
        SqlNode argument = call.operand(0);
        if (argument.getKind() == SqlKind.ROW || SqlTrees.holdsQuery(argument) || SqlTrees.holdsQuery(list)) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        SqlNode result = null;
        for (SqlNode value : list) {
            SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, SqlTrees.copy(argument), value);
            result = result == null ? equal : SqlStdOperatorTable.OR.createCall(position, result, equal);
        }
        if (result == null) {
            return call;
        }
        return call.getKind() == SqlKind.NOT_IN ? SqlStdOperatorTable.NOT.createCall(position, result) : result;
    }
}
