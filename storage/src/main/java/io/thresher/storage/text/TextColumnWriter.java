package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/**
 * Turns the text of single values into a FLAT column of one type. The maker of the column gives it capacity and
 * validity; a writer only stores values. One thread at a time.
 */
public abstract class TextColumnWriter {
    /** Readable bytes that must lie before and after a value's text, so that parsers may load whole words. */
    public static final int PADDING_BYTES = 16;

    final Column column;
    private final int valueBytes;

    TextColumnWriter(Column column) {
        this.column = column;
        this.valueBytes = column.physicalType().bytes();
    }

    /**
     * Makes the writer for a column's type.
     *
     * @throws EngineException NOT_SUPPORTED for types that text files cannot hold
     */
    public static TextColumnWriter of(Column column) {
        DataType type = column.type();
        return switch (type.kind()) {
            case BOOLEAN -> new BooleanWriter(column);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> new IntegerWriter(column);
            case DECIMAL -> new DecimalWriter(column);
            case REAL, DOUBLE -> new DoubleWriter(column);
            case DATE -> new DateWriter(column);
            case TIME -> new TimeWriter(column);
            case TIMESTAMP, TIMESTAMP_TZ -> new TimestampWriter(column);
            case CHAR, VARCHAR -> new TextWriter(column);
            case VARBINARY -> new BinaryWriter(column);
            case NULL, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Type is not supported in text files; declare the column VARCHAR: " + type);
        };
    }

    public Column column() {
        return column;
    }

    /** Whether an empty value is text of length zero; for other types it can only mean NULL. */
    public boolean isText() {
        return column.type().isText() || column.physicalType() == PhysicalType.VIEW;
    }

    /**
     * Stores the value that {@code length} bytes of UTF-8 at {@code address} stand for at {@code row}. Returns false,
     * and stores nothing, if the text does not fit the type. Text values may be kept as views of the bytes at
     * {@code address}. {@link #PADDING_BYTES} around the text are readable.
     */
    public abstract boolean write(long address, int length, int row);

    /** Where the value of {@code row} lies. */
    final long valueAddress(int row) {
        return column.dataAddress() + (long) row * valueBytes;
    }
}
