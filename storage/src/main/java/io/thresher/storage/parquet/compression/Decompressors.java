package io.thresher.storage.parquet.compression;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Makes the decompressor for a codec by its name in the Parquet format. */
public final class Decompressors {
    private Decompressors() {}

    /**
     * A new decompressor for {@code codec}, a name of the format's CompressionCodec.
     *
     * @throws EngineException NOT_SUPPORTED if there is none
     */
    public static Decompressor open(String codec) {
        return switch (codec) {
            case "UNCOMPRESSED" -> new CopyingDecompressor();
            case "SNAPPY" -> SnappyDecompressor.open();
            case "GZIP" -> new GzipDecompressor();
            case "ZSTD" -> new ZstdDecompressor();
            case "LZ4_RAW" -> new Lz4Decompressor();
            case "LZ4" -> new HadoopLz4Decompressor();
            case "BROTLI" -> BrotliDecompressor.open();
            default ->
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "Parquet compression is not supported; write the file with snappy, zstd, gzip or lz4_raw: "
                                + codec);
        };
    }

    static EngineException corrupt(String codec) {
        return corrupt(codec, null);
    }

    static EngineException corrupt(String codec, @org.jspecify.annotations.Nullable Throwable cause) {
        return new EngineException(ErrorCode.FILE_CORRUPT, "Compressed page is damaged, codec " + codec, cause);
    }
}
