package io.thresher.planner.catalog;

import static org.apache.calcite.sql.type.OperandTypes.family;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/** Operators whose types differ from Calcite's own. They take Calcite's places in a parsed query. */
public final class EngineOperators {
    /** Addition; also of dates with days and intervals. */
    public static final SqlBinaryOperator ADD = new SqlBinaryOperator(
            "+",
            SqlKind.PLUS,
            40,
            true,
            ResultTypes.SUM,
            InferTypes.FIRST_KNOWN,
            OperandTypes.or(
                    OperandTypes.NUMERIC_NUMERIC,
                    OperandTypes.INTERVAL_SAME_SAME,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL),
                    family(SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME),
                    family(SqlTypeFamily.DATE, SqlTypeFamily.INTEGER),
                    family(SqlTypeFamily.INTEGER, SqlTypeFamily.DATE)));

    /** Subtraction; also of dates, which gives days, of timestamps, which gives an interval, and of days and intervals. */
    public static final SqlBinaryOperator SUBTRACT = new SqlBinaryOperator(
            "-",
            SqlKind.MINUS,
            40,
            true,
            ResultTypes.SUM,
            InferTypes.FIRST_KNOWN,
            OperandTypes.or(
                    OperandTypes.NUMERIC_NUMERIC,
                    OperandTypes.INTERVAL_SAME_SAME,
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME_INTERVAL),
                    family(SqlTypeFamily.DATE, SqlTypeFamily.INTEGER),
                    family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME)));

    /** {@code ||}; whatever is not text is cast to it, but one side must be text. */
    public static final SqlBinaryOperator CONCAT = new SqlBinaryOperator(
            "||",
            SqlKind.OTHER,
            60,
            true,
            ResultTypes.TEXT,
            InferTypes.RETURN_TYPE,
            OperandTypes.or(
                    family(SqlTypeFamily.CHARACTER, SqlTypeFamily.ANY),
                    family(SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER)));

    /** {@code MOD} and {@code %}, computed in the wider type; Calcite's own result has the second argument's type. */
    public static final SqlFunction MODULO = new SqlFunction(
            "MOD",
            SqlKind.MOD,
            ResultTypes.REMAINDER,
            InferTypes.FIRST_KNOWN,
            OperandTypes.NUMERIC_NUMERIC,
            SqlFunctionCategory.NUMERIC);
    /** EXTRACT. */
    public static final SqlFunction EXTRACT = new ExtractFunction();

    /** A text as it is, which Calcite must not see through. */
    public static final SqlFunction TEXT =
            new EngineFunction("$text", "$text", ResultTypes.FIRST, family(SqlTypeFamily.CHARACTER), true);

    private EngineOperators() {}
}
