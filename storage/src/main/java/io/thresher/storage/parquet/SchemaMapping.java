package io.thresher.storage.parquet;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.DistinctNames;
import io.thresher.storage.parquet.decoding.Conversion;
import io.thresher.storage.parquet.decoding.FileType;
import io.thresher.storage.parquet.decoding.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** What each column of a file is to SQL. parquet-java has already turned converted types into logical ones. */
final class SchemaMapping {
    /** Keeps the bytes of one batch of fixed-width values within an int. */
    private static final int MAX_FIXED_BYTES = 256 << 10;

    private SchemaMapping() {}

    /** The top-level columns of {@code schema}, readable or not; names that differ in case only are made distinct. */
    static List<FileColumn> columns(MessageType schema) {
        List<FileColumn> columns = new ArrayList<>();
        DistinctNames names = new DistinctNames();
        int leaf = 0;
        for (Type field : schema.getFields()) {
            if (field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)) {
                columns.add(column(leaf, field.asPrimitiveType()).named(names.add(field.getName())));
            } else {
                columns.add(FileColumn.unreadable(
                        names.add(field.getName()), "Nested Parquet columns are not supported yet"));
            }
            leaf += leafCount(field);
        }
        return columns;
    }

    private static int leafCount(Type field) {
        if (field.isPrimitive()) {
            return 1;
        }
        int count = 0;
        for (Type child : field.asGroupType().getFields()) {
            count += leafCount(child);
        }
        return count;
    }

    private static FileColumn column(int leaf, PrimitiveType primitive) {
        return switch (primitive.getPrimitiveTypeName()) {
            case BOOLEAN -> readable(leaf, primitive, FileType.BOOLEAN, DataType.BOOLEAN, Conversion.BOOLEAN);
            case FLOAT -> readable(leaf, primitive, FileType.FLOAT, DataType.REAL, Conversion.FLOAT_TO_DOUBLE);
            case DOUBLE -> readable(leaf, primitive, FileType.DOUBLE, DataType.DOUBLE, Conversion.DOUBLE);
            case INT96 -> readable(leaf, primitive, FileType.INT96, DataType.TIMESTAMP, Conversion.INT96_TO_MICROS);
            case INT32 -> int32(leaf, primitive);
            case INT64 -> int64(leaf, primitive);
            case BINARY -> bytes(leaf, primitive, FileType.BYTE_ARRAY);
            case FIXED_LEN_BYTE_ARRAY -> bytes(leaf, primitive, FileType.FIXED_LEN_BYTE_ARRAY);
        };
    }

    private static FileColumn readable(
            int leaf, PrimitiveType primitive, FileType fileType, DataType type, Conversion conversion) {
        int fixedBytes = fileType == FileType.FIXED_LEN_BYTE_ARRAY ? primitive.getTypeLength() : 0;
        return FileColumn.readable(leaf, primitive, type, new ValueLayout(fileType, fixedBytes, conversion));
    }

    private static FileColumn int32(int leaf, PrimitiveType primitive) {
        LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
        DataType type = DataType.INTEGER;
        Conversion conversion = Conversion.INT32;
        if (logical instanceof IntLogicalTypeAnnotation number) {
            int bits = number.getBitWidth();
            if (number.isSigned()) {
                type = bits == 8 ? DataType.TINYINT : bits == 16 ? DataType.SMALLINT : DataType.INTEGER;
            } else if (bits == 32) {
                type = DataType.BIGINT;
                conversion = Conversion.UINT32_TO_INT64;
            } else {
                conversion = bits == 8 ? Conversion.UINT8_TO_INT32 : Conversion.UINT16_TO_INT32;
            }
        } else if (logical instanceof DateLogicalTypeAnnotation) {
            type = DataType.DATE;
        } else if (logical instanceof TimeLogicalTypeAnnotation) {
            type = DataType.TIME;
            conversion = Conversion.TIME_MILLIS_TO_MICROS;
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(leaf, primitive, FileType.INT32, decimal, Conversion.INT32_TO_INT64);
        }
        return readable(leaf, primitive, FileType.INT32, type, conversion);
    }

    private static FileColumn int64(int leaf, PrimitiveType primitive) {
        LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
        DataType type = DataType.BIGINT;
        Conversion conversion = Conversion.INT64;
        if (logical instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
            type = DataType.decimal(20, 0);
            conversion = Conversion.UINT64_TO_INT128;
        } else if (logical instanceof TimeLogicalTypeAnnotation time) {
            type = DataType.TIME;
            conversion = time.getUnit() == TimeUnit.NANOS ? Conversion.NANOS_TO_MICROS : Conversion.INT64;
        } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            type = timestamp(timestamp);
            conversion = timestamp.getUnit() == TimeUnit.MILLIS ? Conversion.MILLIS_TO_MICROS : Conversion.INT64;
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(leaf, primitive, FileType.INT64, decimal, Conversion.INT64);
        }
        return readable(leaf, primitive, FileType.INT64, type, conversion);
    }

    private static DataType timestamp(TimestampLogicalTypeAnnotation timestamp) {
        boolean nanos = timestamp.getUnit() == TimeUnit.NANOS;
        if (timestamp.isAdjustedToUTC()) {
            return nanos ? DataType.timestampTz(9) : DataType.TIMESTAMP_TZ;
        }
        return nanos ? DataType.timestamp(9) : DataType.TIMESTAMP;
    }

    private static FileColumn bytes(int leaf, PrimitiveType primitive, FileType fileType) {
        LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
        if (fileType == FileType.FIXED_LEN_BYTE_ARRAY && !isWidthSound(logical, primitive.getTypeLength())) {
            return FileColumn.unreadable(
                    primitive.getName(), "Fixed width does not fit the type, bytes " + primitive.getTypeLength());
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            boolean isShort = decimal.getPrecision() <= DataType.MAX_SHORT_DECIMAL_PRECISION;
            Conversion conversion = isShort ? Conversion.BYTES_TO_INT64 : Conversion.BYTES_TO_INT128;
            return decimal(leaf, primitive, fileType, decimal, conversion);
        }
        if (logical instanceof IntervalLogicalTypeAnnotation) {
            return FileColumn.unreadable(primitive.getName(), "Parquet INTERVAL columns are not supported");
        }
        if (logical instanceof UUIDLogicalTypeAnnotation) {
            return readable(leaf, primitive, fileType, DataType.VARCHAR, Conversion.UUID_TO_VIEW);
        }
        if (logical instanceof Float16LogicalTypeAnnotation) {
            return readable(leaf, primitive, fileType, DataType.REAL, Conversion.FLOAT16_TO_DOUBLE);
        }
        boolean text = logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation;
        DataType type = text ? DataType.VARCHAR : DataType.VARBINARY;
        return readable(leaf, primitive, fileType, type, Conversion.BYTES_TO_VIEW);
    }

    private static boolean isWidthSound(LogicalTypeAnnotation logical, int bytes) {
        if (logical instanceof UUIDLogicalTypeAnnotation) {
            return bytes == 16;
        }
        if (logical instanceof Float16LogicalTypeAnnotation) {
            return bytes == 2;
        }
        return bytes > 0 && bytes <= MAX_FIXED_BYTES;
    }

    private static FileColumn decimal(
            int leaf,
            PrimitiveType primitive,
            FileType fileType,
            DecimalLogicalTypeAnnotation decimal,
            Conversion conversion) {
        int precision = decimal.getPrecision();
        int scale = decimal.getScale();
        if (precision < 1 || precision > DataType.MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
            return FileColumn.unreadable(
                    primitive.getName(), "DECIMAL of more than 38 digits is not supported, digits " + precision);
        }
        DataType type = DataType.decimal(precision, scale);
        if (type.physicalType() != conversion.result()) {
            return FileColumn.unreadable(
                    primitive.getName(), "DECIMAL has more digits than its type holds, digits " + precision);
        }
        return readable(leaf, primitive, fileType, type, conversion);
    }
}
