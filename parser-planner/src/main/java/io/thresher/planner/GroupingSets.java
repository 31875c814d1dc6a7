package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Writes ROLLUP and CUBE as the GROUPING SETS that they stand for. Calcite's own expansion leaves out a set that occurs
 * twice, as in {@code ROLLUP(a, a)}, but each occurrence gives its rows.
 */
final class GroupingSets {
    /** A cube doubles its sets with every element; PostgreSQL stops here too. */
    private static final int MAX_CUBE = 12;

    private GroupingSets() {}

    /** The call in terms of GROUPING SETS; calls of other operators stay as they are. */
    static SqlNode spellOut(SqlBasicCall call) {
        SqlParserPos position = call.getParserPosition();
        return switch (call.getKind()) {
            case ROLLUP -> SqlStdOperatorTable.GROUPING_SETS.createCall(position, rollup(call));
            case CUBE -> SqlStdOperatorTable.GROUPING_SETS.createCall(position, cube(call));
            case GROUPING_SETS -> SqlStdOperatorTable.GROUPING_SETS.createCall(position, flat(call));
            default -> call;
        };
    }

    private static List<SqlNode> rollup(SqlCall call) {
        List<SqlNode> sets = new ArrayList<>();
        for (int count = call.operandCount(); count >= 0; count--) {
            sets.add(set(call, (1L << count) - 1));
        }
        return sets;
    }

    private static List<SqlNode> cube(SqlCall call) {
        int count = call.operandCount();
        if (count > MAX_CUBE) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "CUBE has too many elements; list the GROUPING SETS instead, elements allowed: " + MAX_CUBE);
        }
        List<SqlNode> sets = new ArrayList<>();
        for (long members = (1L << count) - 1; members >= 0; members--) {
            sets.add(set(call, members));
        }
        return sets;
    }

    /** The elements whose bit is set, as one grouping set. */
    private static SqlNode set(SqlCall call, long members) {
        List<SqlNode> columns = new ArrayList<>();
        for (int i = 0; i < call.operandCount(); i++) {
            if ((members >> i & 1) != 0) {
                SqlNode element = call.operand(i);
                if (element.getKind() == SqlKind.ROW) {
                    columns.addAll(((SqlCall) element).getOperandList());
                } else if (element instanceof SqlNodeList) {
                    columns.addAll(((SqlNodeList) element).getList());
                } else {
                    columns.add(element);
                }
            }
        }
        SqlParserPos position = call.getParserPosition();
        return switch (columns.size()) {
            case 0 -> SqlNodeList.EMPTY.clone(position); // the form by which the validator knows the total
            case 1 -> columns.get(0);
            default -> SqlStdOperatorTable.ROW.createCall(position, columns);
        };
    }

    private static List<SqlNode> flat(SqlCall call) {
        List<SqlNode> sets = new ArrayList<>();
        for (SqlNode set : call.getOperandList()) {
            if (set.getKind() == SqlKind.GROUPING_SETS) {
                sets.addAll(((SqlCall) set).getOperandList());
            } else {
                sets.add(set);
            }
        }
        return sets;
    }
}
