package io.thresher.planner;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What rewriting asks of parsed expressions as trees. */
final class SqlTrees {
    private SqlTrees() {}

    /** Whether a query or a window is in it, which must not be evaluated twice. */
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
