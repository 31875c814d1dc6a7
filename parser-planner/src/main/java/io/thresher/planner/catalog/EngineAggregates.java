package io.thresher.planner.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlRankFunction;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;

/** Aggregate and window functions, and what the executor calls them. */
public final class EngineAggregates {
    private static final SqlReturnTypeInference DOUBLE = ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);
    private static final SqlAggFunction MEDIAN =
            SqlBasicAggFunction.create("median", SqlKind.OTHER_FUNCTION, DOUBLE, OperandTypes.NUMERIC);
    private static final SqlAggFunction QUANTILE =
            SqlBasicAggFunction.create("quantile_cont", SqlKind.OTHER_FUNCTION, DOUBLE, OperandTypes.NUMERIC_NUMERIC);
    private static final SqlAggFunction CORR =
            SqlBasicAggFunction.create("corr", SqlKind.OTHER_FUNCTION, DOUBLE, OperandTypes.NUMERIC_NUMERIC);
    private static final SqlAggFunction FIRST = SqlBasicAggFunction.create(
            "first", SqlKind.OTHER_FUNCTION, ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY);
    private static final SqlAggFunction RANK = new SqlRankFunction(SqlKind.RANK, ReturnTypes.RANK, false);
    private static final SqlAggFunction DENSE_RANK = new SqlRankFunction(SqlKind.DENSE_RANK, ReturnTypes.RANK, false);
    private static final SqlAggFunction PERCENT_RANK =
            new SqlRankFunction(SqlKind.PERCENT_RANK, ReturnTypes.FRACTIONAL_RANK, false);
    private static final SqlAggFunction CUME_DIST =
            new SqlRankFunction(SqlKind.CUME_DIST, ReturnTypes.FRACTIONAL_RANK, false);
    /** The texts of a group one after the other. */
    public static final SqlAggFunction STRING_AGG = SqlBasicAggFunction.create(
                    "string_agg",
                    SqlKind.LISTAGG,
                    EngineAggregates::text,
                    OperandTypes.or(
                            OperandTypes.family(SqlTypeFamily.ANY),
                            OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER)))
            .withSyntax(org.apache.calcite.sql.SqlSyntax.ORDERED_FUNCTION)
            .withGroupOrder(Optionality.OPTIONAL);

    private static final Map<SqlOperator, String> NAMES = Map.ofEntries(
            Map.entry(SqlStdOperatorTable.COUNT, "count"),
            Map.entry(SqlStdOperatorTable.SUM, "sum"),
            Map.entry(SqlStdOperatorTable.SUM0, "sum"),
            Map.entry(SqlStdOperatorTable.AVG, "avg"),
            Map.entry(SqlStdOperatorTable.MIN, "min"),
            Map.entry(SqlStdOperatorTable.MAX, "max"),
            Map.entry(SqlStdOperatorTable.STDDEV, "stddev_samp"),
            Map.entry(SqlStdOperatorTable.STDDEV_SAMP, "stddev_samp"),
            Map.entry(SqlStdOperatorTable.STDDEV_POP, "stddev_pop"),
            Map.entry(SqlStdOperatorTable.VARIANCE, "var_samp"),
            Map.entry(SqlStdOperatorTable.VAR_SAMP, "var_samp"),
            Map.entry(SqlStdOperatorTable.VAR_POP, "var_pop"),
            Map.entry(SqlStdOperatorTable.COVAR_POP, "covar_pop"),
            Map.entry(SqlStdOperatorTable.COVAR_SAMP, "covar_samp"),
            Map.entry(SqlStdOperatorTable.EVERY, "bool_and"),
            Map.entry(SqlStdOperatorTable.SOME, "bool_or"),
            Map.entry(SqlLibraryOperators.BOOL_AND, "bool_and"),
            Map.entry(SqlLibraryOperators.BOOL_OR, "bool_or"),
            Map.entry(SqlStdOperatorTable.ANY_VALUE, "any_value"),
            Map.entry(SqlStdOperatorTable.SINGLE_VALUE, "single_value"),
            Map.entry(SqlStdOperatorTable.BIT_AND, "bit_and"),
            Map.entry(SqlStdOperatorTable.BIT_OR, "bit_or"),
            Map.entry(SqlStdOperatorTable.BIT_XOR, "bit_xor"),
            Map.entry(SqlStdOperatorTable.MODE, "mode"),
            Map.entry(SqlStdOperatorTable.APPROX_COUNT_DISTINCT, "approx_count_distinct"),
            Map.entry(SqlStdOperatorTable.GROUPING, "grouping"),
            Map.entry(SqlStdOperatorTable.GROUPING_ID, "grouping"),
            Map.entry(SqlStdOperatorTable.LISTAGG, "string_agg"),
            Map.entry(STRING_AGG, "string_agg"),
            Map.entry(MEDIAN, "median"),
            Map.entry(QUANTILE, "quantile_cont"),
            Map.entry(CORR, "corr"),
            Map.entry(FIRST, "any_value"),
            Map.entry(SqlStdOperatorTable.ROW_NUMBER, "row_number"),
            Map.entry(RANK, "rank"),
            Map.entry(DENSE_RANK, "dense_rank"),
            Map.entry(PERCENT_RANK, "percent_rank"),
            Map.entry(CUME_DIST, "cume_dist"),
            Map.entry(SqlStdOperatorTable.NTILE, "ntile"),
            Map.entry(SqlStdOperatorTable.LAG, "lag"),
            Map.entry(SqlStdOperatorTable.LEAD, "lead"),
            Map.entry(SqlStdOperatorTable.FIRST_VALUE, "first_value"),
            Map.entry(SqlStdOperatorTable.LAST_VALUE, "last_value"),
            Map.entry(SqlStdOperatorTable.NTH_VALUE, "nth_value"));

    private EngineAggregates() {}

    /** Text that is NULL when Calcite's LISTAGG is, which takes the place of STRING_AGG. */
    private static RelDataType text(SqlOperatorBinding binding) {
        RelDataType first = ReturnTypes.ARG0_NULLABLE_IF_EMPTY.inferReturnType(binding);
        RelDataTypeFactory factory = binding.getTypeFactory();
        return factory.createTypeWithNullability(
                factory.createSqlType(SqlTypeName.VARCHAR), first == null || first.isNullable());
    }

    static List<SqlOperator> all() {
        return List.copyOf(NAMES.keySet());
    }

    /** The executor's name. SUM0 is sum: it only stands where Calcite has seen to it that there are values. */
    public static String canonicalName(SqlOperator function) {
        String name = NAMES.get(function);
        return name == null ? function.getName().toLowerCase(Locale.ROOT) : name;
    }
}
