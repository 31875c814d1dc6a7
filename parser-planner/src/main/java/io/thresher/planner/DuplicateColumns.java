package io.thresher.planner;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Columns of one name in a query that stands as a table: the second a is called a_1, so that {@code *} can put out both.
 * The name itself means the first.
 */
final class DuplicateColumns {
    private DuplicateColumns() {}

    /** Renames in the query's SELECT list; of a set operation the first query names the columns. */
    static void rename(SqlNode query) {
        SqlNode node = query;
        while (!(node instanceof SqlSelect)) {
            if (node.getKind() == SqlKind.AS) {
                if (((SqlCall) node).operandCount() > 2) {
                    return;
                }
                node = ((SqlCall) node).operand(0);
            } else if (node instanceof SqlOrderBy) {
                node = ((SqlOrderBy) node).query;
            } else if (node instanceof SqlWith) {
                node = ((SqlWith) node).body;
            } else if (SqlKind.SET_QUERY.contains(node.getKind())) {
                node = ((SqlCall) node).operand(0);
            } else {
                return;
            }
        }
        rename(((SqlSelect) node).getSelectList());
    }

    private static void rename(SqlNodeList items) {
        Set<String> taken = new HashSet<>();
        for (SqlNode item : items) {
            String name = name(item);
            if (name != null) {
                taken.add(CommonColumns.key(name));
            }
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            String name = name(item);
            if (name != null && !seen.add(CommonColumns.key(name))) {
                int number = 1;
                while (!taken.add(CommonColumns.key(name + "_" + number))) {
                    number++;
                }
                items.set(i, renamed(item, name + "_" + number));
            }
        }
    }

    /** The name that an item of a SELECT list gives its column, null if it has none of its own. */
    static @Nullable String name(SqlNode item) {
        if (item.getKind() == SqlKind.AS) {
            return ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
        }
        boolean column = item instanceof SqlIdentifier && !((SqlIdentifier) item).isStar();
        return column ? ((SqlIdentifier) item).names.get(((SqlIdentifier) item).names.size() - 1) : null;
    }

    private static SqlNode renamed(SqlNode item, String name) {
        SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlBasicCall) item).operand(0) : item;
        return SqlStdOperatorTable.AS.createCall(
                item.getParserPosition(), expression, new SqlIdentifier(name, item.getParserPosition()));
    }
}
