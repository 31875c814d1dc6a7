package io.thresher.planner;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Spells {@code x IN (a, b)} as {@code x = a OR x = b}: Calcite does so itself, but not in every place, such as inside a
 * grouped CASE. The optimizer makes a list of it again.
 */
final class InLists {
    private InLists() {}

    /** The call spelled out; itself if the argument is a row or holds a query. */
    static SqlNode spellOut(SqlBasicCall call, SqlNodeList list) {
        SqlNode argument = call.operand(0);
        if (argument.getKind() == SqlKind.ROW || holdsQuery(argument) || holdsQuery(list)) {
            return call;
        }
        SqlParserPos position = call.getParserPosition();
        SqlNode result = null;
        for (SqlNode value : list) {
            SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(position, copy(argument), value);
            result = result == null ? equal : SqlStdOperatorTable.OR.createCall(position, result, equal);
        }
        if (result == null) {
            return call;
        }
        return call.getKind() == SqlKind.NOT_IN ? SqlStdOperatorTable.NOT.createCall(position, result) : result;
    }

    static boolean holdsQuery(SqlNode node) {
        boolean[] found = new boolean[1];
        node.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                found[0] |= call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER;
                return found[0] ? null : super.visit(call);
            }
        });
        return found[0];
    }

    /** Validation changes nodes, so that none may stand in two places. */
    static SqlNode copy(SqlNode node) {
        SqlNode copy = node.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlIdentifier identifier) {
                return identifier.clone(identifier.getParserPosition());
            }

            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler handler = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, handler);
                return handler.result();
            }
        });
        return copy == null ? node : copy;
    }
}
