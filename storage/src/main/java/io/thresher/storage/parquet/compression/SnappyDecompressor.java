package io.thresher.storage.parquet.compression;

import java.io.IOException;
import java.util.Objects;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/**
 * SNAPPY through the native library, which equals C in speed; the pure Java codec stands in where the library cannot be
 * loaded. The native code writes as many bytes as the block's preamble says and checks nothing of the target, so the
 * preamble is compared with the page's declared length first.
 */
final class SnappyDecompressor implements Decompressor {
    private static final String CODEC = "SNAPPY";

    private SnappyDecompressor() {}

    /** Whether the native library is there. */
    static boolean isNative() {
        return Native.AVAILABLE;
    }

    static Decompressor open() {
        return Native.AVAILABLE ? new SnappyDecompressor() : new JavaSnappyDecompressor();
    }

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        Objects.checkFromIndexSize(offset, length, source.length);
        Objects.checkFromIndexSize(targetOffset, targetLength, target.length);
        if (declaredLength(source, offset, length) != targetLength) {
            throw Decompressors.corrupt(CODEC);
        }
        if (targetLength == 0) {
            return;
        }
        try {
            if (Snappy.rawUncompress(source, offset, length, target, targetOffset) != targetLength) {
                throw Decompressors.corrupt(CODEC);
            }
        } catch (IOException e) {
            throw Decompressors.corrupt(CODEC, e);
        }
    }

    private static long declaredLength(byte[] source, int offset, int length) {
        long value = 0;
        for (int i = 0; i < Math.min(5, length); i++) {
            byte b = source[offset + i];
            value |= (b & 0x7FL) << (7 * i);
            if (b >= 0) {
                return value;
            }
        }
        throw Decompressors.corrupt(CODEC);
    }

    /** Whether the native library loads, found out once. */
    private static final class Native {
        static final boolean AVAILABLE = load();

        private static boolean load() {
            try {
                Snappy.getNativeLibraryVersion();
                return Snappy.maxCompressedLength(1) > 0;
            } catch (SnappyError | LinkageError e) {
                return false;
            }
        }
    }

    /** The stand-in in pure Java. */
    private static final class JavaSnappyDecompressor implements Decompressor {
        private final io.airlift.compress.snappy.SnappyDecompressor codec =
                new io.airlift.compress.snappy.SnappyDecompressor();

        @Override
        public void decompress(
                byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
            try {
                if (codec.decompress(source, offset, length, target, targetOffset, targetLength) != targetLength) {
                    throw Decompressors.corrupt(CODEC);
                }
            } catch (io.airlift.compress.MalformedInputException | IndexOutOfBoundsException e) {
                throw Decompressors.corrupt(CODEC, e);
            }
        }
    }
}
