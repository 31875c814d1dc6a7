package io.thresher.planner;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.catalog.DataTypes;
import io.thresher.planner.catalog.EngineTypeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Puts literals in the places of a query's parameters. */
final class ParameterBinder extends SqlShuttle {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd ")
            .append(TIME)
            .toFormatter(java.util.Locale.ROOT);

    private final List<Expression.Literal> parameters;

    private ParameterBinder(List<Expression.Literal> parameters) {
        this.parameters = parameters;
    }

    /**
     * The query with literals for its parameters.
     *
     * @throws EngineException INVALID_ARGUMENT if there are too few or too many
     */
    static SqlNode bind(SqlNode query, int count, List<Expression.Literal> parameters) {
        if (parameters.size() != count) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Every ? of the statement needs a value; places and values: " + count + ", " + parameters.size());
        }
        if (count == 0) {
            return query;
        }
        SqlNode bound = query.accept(new ParameterBinder(parameters));
        return bound == null ? query : bound;
    }

    @Override
    public SqlNode visit(SqlDynamicParam parameter) {
        return literal(parameters.get(parameter.getIndex()), parameter.getParserPosition());
    }

    private static SqlNode literal(Expression.Literal literal, SqlParserPos position) {
        Object value = literal.value();
        DataType type = literal.type();
        if (value == null) {
            SqlNode none = SqlLiteral.createNull(position);
            return type.kind() == TypeKind.NULL ? none : cast(none, type, position);
        }
        return switch (type.kind()) {
            case NULL -> SqlLiteral.createNull(position);
            case BOOLEAN -> SqlLiteral.createBoolean((Boolean) value, position);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> exact(value, type, position);
            case REAL, DOUBLE -> approximate((Double) value, type, position);
            case CHAR, VARCHAR -> SqlLiteral.createCharString((String) value, position);
            case VARBINARY -> SqlLiteral.createBinaryString((byte[]) value, position);
            case DATE -> SqlLiteral.createDate(DateString.fromDaysSinceEpoch(((Long) value).intValue()), position);
            case TIME -> SqlLiteral.createTime(new TimeString(TIME.format(time((Long) value))), 6, position);
            case TIMESTAMP ->
                SqlLiteral.createTimestamp(
                        SqlTypeName.TIMESTAMP, timestamp((Long) value, type), type.precision(), position);
            case TIMESTAMP_TZ ->
                cast(SqlLiteral.createCharString(timestamp((Long) value, type) + "+00:00", position), type, position);
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Parameters cannot be intervals; multiply an interval instead: " + type);
        };
    }

    private static SqlNode exact(Object value, DataType type, SqlParserPos position) {
        BigInteger unscaled = value instanceof Long ? BigInteger.valueOf((Long) value) : (BigInteger) value;
        int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
        BigDecimal number = new BigDecimal(unscaled, scale);
        SqlNode literal = SqlLiteral.createExactNumeric(number.abs().toPlainString(), position);
        return number.signum() < 0 ? SqlStdOperatorTable.UNARY_MINUS.createCall(position, literal) : literal;
    }

    private static SqlNode approximate(double value, DataType type, SqlParserPos position) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return cast(SqlLiteral.createCharString(Double.toString(value), position), type, position);
        }
        return cast(SqlLiteral.createApproxNumeric(Double.toString(value), position), type, position);
    }

    private static LocalTime time(long micros) {
        return LocalTime.ofNanoOfDay(micros * 1000);
    }

    private static TimestampString timestamp(long value, DataType type) {
        long units = type.isNanos() ? 1_000_000_000L : 1_000_000L;
        int nanos = (int) (Math.floorMod(value, units) * (1_000_000_000L / units));
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(value, units), nanos, ZoneOffset.UTC);
        return new TimestampString(TIMESTAMP.format(time));
    }

    private static SqlNode cast(SqlNode value, DataType type, SqlParserPos position) {
        RelDataType relType = DataTypes.toCalcite(EngineTypeFactory.INSTANCE, type, true);
        return SqlStdOperatorTable.CAST.createCall(position, value, SqlTypeUtil.convertTypeToSpec(relType));
    }
}
