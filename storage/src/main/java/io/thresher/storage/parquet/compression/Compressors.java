package io.thresher.storage.parquet.compression;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Makes the compressor for a codec by its name in the Parquet format. */
public final class Compressors {
    private Compressors() {}

    /**
     * A new compressor for {@code codec}, a name of the format's CompressionCodec.
     *
     * @throws EngineException NOT_SUPPORTED if there is none
     */
    public static Compressor open(String codec) {
        return switch (codec) {
            case "UNCOMPRESSED" -> new CopyingCompressor();
            case "SNAPPY" -> SnappyCompressor.open();
            default ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Parquet compression is not supported for writing; use snappy or uncompressed: " + codec);
        };
    }
}
