package io.thresher.planner.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Every operator and function that SQL may name: those that the translation knows, and no other. Calcite's functions that
 * read XML, files or classes are not here.
 */
public final class EngineOperatorTable {
    private static final List<SqlOperator> STANDARD = List.of(
            SqlStdOperatorTable.UNION,
            SqlStdOperatorTable.UNION_ALL,
            SqlStdOperatorTable.EXCEPT,
            SqlStdOperatorTable.EXCEPT_ALL,
            SqlStdOperatorTable.INTERSECT,
            SqlStdOperatorTable.INTERSECT_ALL,
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.AS,
            SqlStdOperatorTable.FILTER,
            SqlStdOperatorTable.WITHIN_GROUP,
            SqlStdOperatorTable.CUBE,
            SqlStdOperatorTable.ROLLUP,
            SqlStdOperatorTable.GROUPING_SETS,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.DOT,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.INTERVAL,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.EXISTS,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.ROW,
            SqlStdOperatorTable.VALUES,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.SIMILAR_TO,
            SqlStdOperatorTable.NOT_SIMILAR_TO,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.OVER,
            SqlStdOperatorTable.SUBSTRING,
            SqlStdOperatorTable.OVERLAY,
            SqlStdOperatorTable.TRIM,
            SqlStdOperatorTable.POSITION,
            SqlStdOperatorTable.NULLIF,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.CURRENT_USER,
            SqlStdOperatorTable.SESSION_USER,
            SqlStdOperatorTable.USER,
            SqlStdOperatorTable.CURRENT_SCHEMA,
            SqlStdOperatorTable.LOCALTIME,
            SqlStdOperatorTable.LOCALTIMESTAMP,
            SqlStdOperatorTable.CURRENT_TIME,
            SqlStdOperatorTable.CURRENT_DATE,
            SqlStdOperatorTable.CAST,
            SqlStdOperatorTable.SCALAR_QUERY,
            SqlStdOperatorTable.LATERAL,
            SqlLibraryOperators.ILIKE,
            SqlLibraryOperators.NOT_ILIKE,
            SqlLibraryOperators.IF,
            SqlLibraryOperators.IFNULL,
            SqlLibraryOperators.NVL,
            SqlLibraryOperators.TRY_CAST,
            SqlLibraryOperators.SAFE_CAST,
            SqlLibraryOperators.INFIX_CAST);

    private static final Set<SqlOperator> OPERATORS = make();
    private static final SqlOperatorTable TABLE = new OperatorIndex(OPERATORS);
    private static final Set<String> AGGREGATES = OPERATORS.stream()
            .filter(SqlAggFunction.class::isInstance)
            .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private EngineOperatorTable() {}

    /** The table. */
    public static SqlOperatorTable instance() {
        return TABLE;
    }

    /** Whether the table holds this very operator. */
    public static boolean contains(SqlOperator operator) {
        return OPERATORS.contains(operator);
    }

    /** Whether an aggregate function goes by this name. */
    public static boolean isAggregate(String name) {
        return AGGREGATES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The names of all functions, for hints. */
    public static List<String> functionNames() {
        return TABLE.getOperatorList().stream()
                .filter(SqlFunction.class::isInstance)
                .map(operator -> operator.getName().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static Set<SqlOperator> make() {
        Set<SqlOperator> all = new LinkedHashSet<>(STANDARD);
        all.add(EngineOperators.ADD);
        all.add(EngineOperators.SUBTRACT);
        all.add(EngineOperators.CONCAT);
        all.add(EngineOperators.MODULO);
        all.add(EngineOperators.EXTRACT);
        all.add(EngineOperators.TEXT);
        all.addAll(EngineFunctions.all());
        all.addAll(EngineAggregates.all());
        return all;
    }
}
