package io.thresher.storage.parquet.writing;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import java.math.BigInteger;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** How a column of the engine lies in a file: its Parquet type, and the bytes of one value where these are fixed, else 0. */
record ColumnLayout(ColumnDefinition column, Type type, int width) {
    private static final int MAX_INT32_DIGITS = 9;

    /**
     * The layout of a column.
     *
     * @throws EngineException NOT_SUPPORTED if Parquet has no type for it
     */
    static ColumnLayout of(ColumnDefinition column) {
        DataType type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> new ColumnLayout(column, Type.BOOLEAN, 1);
            case TINYINT, SMALLINT, INTEGER, DATE -> new ColumnLayout(column, Type.INT32, 4);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMP_TZ -> new ColumnLayout(column, Type.INT64, 8);
            case REAL -> new ColumnLayout(column, Type.FLOAT, 4);
            case DOUBLE -> new ColumnLayout(column, Type.DOUBLE, 8);
            case DECIMAL -> decimal(column, type.precision());
            case CHAR, VARCHAR, VARBINARY -> new ColumnLayout(column, Type.BYTE_ARRAY, 0);
            case NULL, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Type cannot be written to Parquet; cast it in the query; column: " + column.name() + ", type: "
                                + type);
        };
    }

    private static ColumnLayout decimal(ColumnDefinition column, int precision) {
        if (precision <= MAX_INT32_DIGITS) {
            return new ColumnLayout(column, Type.INT32, 4);
        }
        if (precision <= DataType.MAX_SHORT_DECIMAL_PRECISION) {
            return new ColumnLayout(column, Type.INT64, 8);
        }
        // One more bit is the sign.
        int bits = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() + 1;
        return new ColumnLayout(column, Type.FIXED_LEN_BYTE_ARRAY, (bits + 7) / 8);
    }

    /** A new writer of the column's values. */
    ValueWriter newWriter() {
        PhysicalType physical = column.type().physicalType();
        return switch (physical) {
            case INT8, INT32, INT64 -> new WholeNumberWriter(physical, width);
            case FLOAT64 -> new FloatingWriter(type == Type.FLOAT);
            case INT128 -> new WideDecimalWriter(width);
            case VIEW -> new TextWriter();
        };
    }

    /** The column in the file's schema. */
    SchemaElement schemaElement() {
        SchemaElement element = new SchemaElement(column.name());
        element.setType(type);
        element.setRepetition_type(column.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        if (type == Type.FIXED_LEN_BYTE_ARRAY) {
            element.setType_length(width);
        }
        annotate(element, column.type());
        return element;
    }

    /** Logical types, and the older converted types where there is one that means the same. */
    private static void annotate(SchemaElement element, DataType type) {
        switch (type.kind()) {
            case TINYINT -> annotate(element, ConvertedType.INT_8, LogicalType.INTEGER(new IntType((byte) 8, true)));
            case SMALLINT -> annotate(element, ConvertedType.INT_16, LogicalType.INTEGER(new IntType((byte) 16, true)));
            case DECIMAL -> {
                annotate(
                        element,
                        ConvertedType.DECIMAL,
                        LogicalType.DECIMAL(new DecimalType(type.scale(), type.precision())));
                element.setPrecision(type.precision());
                element.setScale(type.scale());
            }
            case DATE -> annotate(element, ConvertedType.DATE, LogicalType.DATE(new DateType()));
            case TIME -> element.setLogicalType(LogicalType.TIME(new TimeType(false, micros())));
            case TIMESTAMP -> element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, unit(type))));
            case TIMESTAMP_TZ -> {
                element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, unit(type))));
                if (!type.isNanos()) {
                    element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
                }
            }
            case CHAR, VARCHAR -> annotate(element, ConvertedType.UTF8, LogicalType.STRING(new StringType()));
            case BOOLEAN, INTEGER, BIGINT, REAL, DOUBLE, VARBINARY -> {
                // The physical type says it all.
            }
            case NULL, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                throw new IllegalStateException("Column without a layout: " + type);
        }
    }

    private static void annotate(SchemaElement element, ConvertedType converted, LogicalType logical) {
        element.setConverted_type(converted);
        element.setLogicalType(logical);
    }

    private static TimeUnit unit(DataType type) {
        return type.isNanos() ? TimeUnit.NANOS(new NanoSeconds()) : micros();
    }

    private static TimeUnit micros() {
        return TimeUnit.MICROS(new MicroSeconds());
    }

    /** Whether a dictionary may pay: not for two values. */
    boolean mayHaveDictionary() {
        return column.type().kind() != TypeKind.BOOLEAN;
    }
}
