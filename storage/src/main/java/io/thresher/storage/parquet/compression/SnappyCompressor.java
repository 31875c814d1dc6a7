package io.thresher.storage.parquet.compression;

import java.io.IOException;
import java.util.Objects;
import org.xerial.snappy.Snappy;

/**
 * SNAPPY through the native library; the pure Java codec stands in where the library cannot be loaded. The native code checks nothing
 * of the target, so its room is checked first.
 */
final class SnappyCompressor implements Compressor {
    private SnappyCompressor() {}

    static Compressor open() {
        return SnappyDecompressor.isNative() ? new SnappyCompressor() : new JavaSnappyCompressor();
    }

    @Override
    public int maxCompressedLength(int length) {
        return Snappy.maxCompressedLength(length);
    }

    @Override
    public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(targetOffset, maxCompressedLength(length), target.length);
        try {
            return Snappy.rawCompress(source, offset, length, target, targetOffset);
        } catch (IOException e) {
            throw new IllegalStateException("Snappy compresses anything", e);
        }
    }

    /** The stand-in in pure Java. */
    private static final class JavaSnappyCompressor implements Compressor {
        private final io.airlift.compress.snappy.SnappyCompressor codec =
                new io.airlift.compress.snappy.SnappyCompressor();

        @Override
        public int maxCompressedLength(int length) {
            return codec.maxCompressedLength(length);
        }

        @Override
        public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
            return codec.compress(source, offset, length, target, targetOffset, target.length - targetOffset);
        }
    }
}
