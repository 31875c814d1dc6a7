package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The columns of a FROM clause by the names that stand without a table: those that USING and NATURAL joins merge are the
 * left side's, the right side's of a RIGHT join, and whichever is not NULL of a FULL join.
 */
final class CommonColumns {
    /** By lower-case name; a name that means two columns is not here. */
    private final Map<String, SqlNode> columns = new HashMap<>();
    /** The first column of each name, which is what Calcite joins by. */
    private final Map<String, SqlNode> first = new HashMap<>();

    private final Set<String> merged = new HashSet<>();

    private CommonColumns() {}

    /** Whether a FROM clause merges columns at all. */
    static boolean isMerging(@Nullable SqlNode from) {
        if (!(from instanceof SqlJoin)) {
            return false;
        }
        SqlJoin join = (SqlJoin) from;
        return join.isNatural()
                || join.getConditionType() == JoinConditionType.USING
                || isMerging(join.getLeft())
                || isMerging(join.getRight());
    }

    /**
     * The columns of a FROM clause whose scopes are registered.
     *
     * @throws EngineException NOT_SUPPORTED where Calcite would join by another column than the merged one
     */
    static CommonColumns of(SqlValidator validator, SqlNode from) {
        if (!(from instanceof SqlJoin)) {
            return table(validator, from);
        }
        SqlJoin join = (SqlJoin) from;
        CommonColumns left = of(validator, join.getLeft());
        CommonColumns right = of(validator, join.getRight());
        return join(join, left, right);
    }

    /** What merged names stand for, by lower-case name. */
    Map<String, SqlNode> merged() {
        Map<String, SqlNode> result = new HashMap<>(columns);
        result.keySet().retainAll(merged);
        return result;
    }

    private static CommonColumns table(SqlValidator validator, SqlNode table) {
        CommonColumns result = new CommonColumns();
        SqlValidatorNamespace namespace = validator.getNamespace(table);
        String alias = SqlValidatorUtil.alias(table);
        if (namespace == null || alias == null) {
            return result;
        }
        RelDataType rowType = namespace.getRowType();
        for (String name : rowType.getFieldNames()) {
            SqlIdentifier column = new SqlIdentifier(List.of(alias, name), table.getParserPosition());
            result.columns.put(key(name), column);
            result.first.putIfAbsent(key(name), column);
        }
        return result;
    }

    private static CommonColumns join(SqlJoin join, CommonColumns left, CommonColumns right) {
        JoinType type = join.getJoinType();
        if (type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN) {
            return left;
        }
        Set<String> common = common(join, left, right);
        CommonColumns result = new CommonColumns();
        result.columns.putAll(left.columns);
        result.merged.addAll(left.merged);
        result.merged.addAll(right.merged);
        for (Map.Entry<String, SqlNode> column : right.columns.entrySet()) {
            String name = column.getKey();
            if (common.contains(name)) {
                result.merged.add(name);
                SqlNode merged = merge(type, left.columns.get(name), column.getValue());
                if (merged != null) {
                    result.columns.put(name, merged);
                }
            } else if (left.first.containsKey(name)) {
                result.columns.remove(name);
            } else {
                result.columns.put(name, column.getValue());
            }
        }
        result.first.putAll(right.first);
        result.first.putAll(left.first);
        return result;
    }

    private static Set<String> common(SqlJoin join, CommonColumns left, CommonColumns right) {
        Set<String> common = new HashSet<>();
        if (join.isNatural()) {
            common.addAll(left.columns.keySet());
            common.retainAll(right.columns.keySet());
        } else if (join.getConditionType() == JoinConditionType.USING && join.getCondition() != null) {
            for (String name : SqlIdentifier.simpleNames((SqlNodeList) join.getCondition())) {
                common.add(key(name));
            }
        }
        for (String name : common) {
            if (left.columns.get(name) != left.first.get(name) || right.columns.get(name) != right.first.get(name)) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Column that a RIGHT or FULL join merged cannot be in USING again; write ON: " + name);
            }
        }
        return common;
    }

    private static @Nullable SqlNode merge(JoinType type, @Nullable SqlNode left, SqlNode right) {
        if (left == null) {
            return null;
        }
        SqlParserPos position = left.getParserPosition();
        return switch (type) {
            case RIGHT -> right;
            case FULL ->
                new SqlCase(
                        position,
                        null,
                        SqlNodeList.of(SqlStdOperatorTable.IS_NOT_NULL.createCall(position, SqlTrees.copy(left))),
                        SqlNodeList.of(left),
                        right);
            default -> left;
        };
    }

    /** The condition of a semi- or anti-join by columns of one name; null if a name has no column. */
    static @Nullable SqlNode condition(SqlValidator validator, SqlJoin join) {
        CommonColumns left = of(validator, join.getLeft());
        CommonColumns right = of(validator, join.getRight());
        List<SqlNode> equalities = new ArrayList<>();
        for (String name : common(join, left, right)) {
            SqlNode a = left.columns.get(name);
            SqlNode b = right.columns.get(name);
            if (a == null || b == null) {
                return null;
            }
            equalities.add(SqlStdOperatorTable.EQUALS.createCall(join.getParserPosition(), a, b));
        }
        return equalities.stream()
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(join.getParserPosition(), a, b))
                .orElse(null);
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
