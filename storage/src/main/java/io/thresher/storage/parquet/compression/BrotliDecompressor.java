package io.thresher.storage.parquet.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** BROTLI through the native library, read as a stream so that no more than the declared length is ever made. */
final class BrotliDecompressor implements Decompressor {
    private BrotliDecompressor() {}

    static Decompressor open() {
        if (!Brotli4jLoader.isAvailable()) {
            throw new EngineException(
                    ErrorCode.NOT_SUPPORTED,
                    "Parquet compression is not supported on this system; write the file with snappy, zstd, gzip or "
                            + "lz4_raw: BROTLI",
                    Brotli4jLoader.getUnavailabilityCause());
        }
        return new BrotliDecompressor();
    }

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        try (BrotliInputStream stream = new BrotliInputStream(new ByteArrayInputStream(source, offset, length))) {
            int written = 0;
            while (written < targetLength) {
                int count = stream.read(target, targetOffset + written, targetLength - written);
                if (count <= 0) {
                    throw Decompressors.corrupt("BROTLI");
                }
                written += count;
            }
            if (stream.read() >= 0) {
                throw Decompressors.corrupt("BROTLI");
            }
        } catch (IOException e) {
            throw Decompressors.corrupt("BROTLI", e);
        }
    }
}
