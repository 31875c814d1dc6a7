package io.thresher.storage.parquet.compression;

import io.airlift.compress.MalformedInputException;

/** LZ4_RAW: one LZ4 block without framing, in bounds-checked pure Java. */
final class Lz4Decompressor implements Decompressor {
    private final io.airlift.compress.lz4.Lz4Decompressor codec = new io.airlift.compress.lz4.Lz4Decompressor();

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        if (!tryDecompress(source, offset, length, target, targetOffset, targetLength)) {
            throw Decompressors.corrupt("LZ4");
        }
    }

    /** Whether the block is sound and gives exactly {@code targetLength} bytes. */
    boolean tryDecompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        try {
            return codec.decompress(source, offset, length, target, targetOffset, targetLength) == targetLength;
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return false;
        }
    }
}
