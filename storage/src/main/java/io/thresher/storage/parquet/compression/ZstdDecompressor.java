package io.thresher.storage.parquet.compression;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Objects;

/** ZSTD through the native library, which is up to twice as fast as pure Java and checks both arrays' bounds. */
final class ZstdDecompressor implements Decompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(targetOffset, targetLength, target.length);
        try {
            int written = context.decompressByteArray(target, targetOffset, targetLength, source, offset, length);
            if (written != targetLength) {
                throw Decompressors.corrupt("ZSTD");
            }
        } catch (ZstdException e) {
            throw Decompressors.corrupt("ZSTD", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
