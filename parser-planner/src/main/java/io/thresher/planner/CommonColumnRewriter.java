package io.thresher.planner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Puts what merged columns stand for in the places of their names. Calcite does so itself in the SELECT list alone.
 * Sub-queries are left as they are.
 */
final class CommonColumnRewriter extends SqlShuttle {
    private final Map<String, SqlNode> columns;

    CommonColumnRewriter(Map<String, SqlNode> columns) {
        this.columns = columns;
    }

    /** Rewrites all clauses of a query but FROM. */
    void rewrite(SqlSelect select) {
        // What ORDER BY finds in the SELECT list means that.
        Map<String, SqlNode> sorted = new HashMap<>(columns);
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            String name = DuplicateColumns.name(item);
            if (name != null) {
                sorted.remove(CommonColumns.key(name));
            }
            // In place: the validator holds this very list.
            items.set(i, item(item));
        }
        select.setWhere(visit(select.getWhere()));
        SqlNodeList group = select.getGroup();
        if (group != null) {
            select.setGroupBy((SqlNodeList) group.accept(this));
        }
        select.setHaving(visit(select.getHaving()));
        select.setQualify(visit(select.getQualify()));
        SqlNodeList order = select.getOrderList();
        if (order != null) {
            select.setOrderBy((SqlNodeList) order.accept(new CommonColumnRewriter(sorted)));
        }
    }

    @Nullable
    SqlNode visit(@Nullable SqlNode node) {
        return node == null ? null : node.accept(this);
    }

    private SqlNode item(SqlNode item) {
        SqlNode visited = visit(item);
        boolean replaced = item instanceof SqlIdentifier && visited != null && visited != item;
        if (!replaced) {
            return visited == null ? item : visited;
        }
        return SqlStdOperatorTable.AS.createCall(item.getParserPosition(), visited, item);
    }

    @Override
    public SqlNode visit(SqlIdentifier identifier) {
        SqlNode column = identifier.isSimple() ? columns.get(CommonColumns.key(identifier.getSimple())) : null;
        return column == null ? identifier : SqlTrees.copy(column).clone(identifier.getParserPosition());
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.isA(SqlKind.QUERY)) {
            return call;
        }
        boolean named = call.getKind() == SqlKind.AS
                || (call.getKind() == SqlKind.OVER && call.operand(1) instanceof SqlIdentifier);
        if (named) {
            // The second operand is no column.
            SqlNode first = call.operand(0);
            SqlNode visited = visit(first);
            return visited == null || visited.equals(first)
                    ? call
                    : new SqlBasicCall(call.getOperator(), List.of(visited, call.operand(1)), call.getParserPosition());
        }
        return super.visit(call);
    }
}
