package io.thresher.storage.parquet.decoding;

/**
 * How a column's values lie in the file and what they become. {@code fixedBytes} is the width of FIXED_LEN_BYTE_ARRAY
 * values, 0 otherwise.
 */
public record ValueLayout(FileType fileType, int fixedBytes, Conversion conversion) {
    /** The fewest bytes that a PLAIN value takes, for checks of declared counts; 0 for BOOLEAN. */
    public int minPlainBytes() {
        return switch (fileType) {
            case BOOLEAN -> 0;
            case INT32, FLOAT, BYTE_ARRAY -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case FIXED_LEN_BYTE_ARRAY -> fixedBytes;
        };
    }
}
