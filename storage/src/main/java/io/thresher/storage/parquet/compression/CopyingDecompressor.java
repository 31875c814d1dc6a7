package io.thresher.storage.parquet.compression;

/** UNCOMPRESSED: copies. */
final class CopyingDecompressor implements Decompressor {
    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        if (length != targetLength) {
            throw Decompressors.corrupt("UNCOMPRESSED");
        }
        System.arraycopy(source, offset, target, targetOffset, length);
    }
}
