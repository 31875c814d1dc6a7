package io.thresher.storage.parquet.writing;

/**
 * How a file is written: the most rows of a row group and of a page, the most bytes of a dictionary, and the codec, SNAPPY or
 * UNCOMPRESSED.
 */
public record ParquetWriteOptions(int rowGroupRows, int pageRows, int dictionaryBytes, String codec) {
    /** What other engines write too, so that comparisons are fair. */
    public static final ParquetWriteOptions DEFAULT = new ParquetWriteOptions(122_880, 20_000, 1 << 20, "SNAPPY");

    /** The same with another limit of rows a row group. */
    public ParquetWriteOptions withRowGroupRows(int rows) {
        return new ParquetWriteOptions(rows, pageRows, dictionaryBytes, codec);
    }

    public ParquetWriteOptions {
        if (rowGroupRows < 1 || pageRows < 1 || dictionaryBytes < 0) {
            throw new IllegalArgumentException("Not a way to write: " + rowGroupRows + ", " + pageRows);
        }
    }
}
