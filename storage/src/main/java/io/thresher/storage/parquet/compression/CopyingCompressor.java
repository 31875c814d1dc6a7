package io.thresher.storage.parquet.compression;

/** UNCOMPRESSED: copies. */
final class CopyingCompressor implements Compressor {
    @Override
    public int maxCompressedLength(int length) {
        return length;
    }

    @Override
    public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        System.arraycopy(source, offset, target, targetOffset, length);
        return length;
    }
}
