package io.thresher.storage.parquet.compression;

/**
 * LZ4 as Hadoop frames it: blocks of a big-endian uncompressed length followed by parts, each a big-endian compressed
 * length and an LZ4 block. Some writers put a bare LZ4 block under the same codec name, so that is tried when the
 * framing does not fit. Source: Parquet Compression.md, LZ4.
 */
final class HadoopLz4Decompressor implements Decompressor {
    private static final int LENGTH_BYTES = 4;

    private final Lz4Decompressor block = new Lz4Decompressor();

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        if (!tryFramed(source, offset, length, target, targetOffset, targetLength)) {
            block.decompress(source, offset, length, target, targetOffset, targetLength);
        }
    }

    private boolean tryFramed(
            byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        int position = offset;
        int end = offset + length;
        int written = targetOffset;
        int targetEnd = targetOffset + targetLength;
        while (written < targetEnd) {
            if (end - position < 2 * LENGTH_BYTES) {
                return false;
            }
            int plainLength = bigEndianInt(source, position);
            int packedLength = bigEndianInt(source, position + LENGTH_BYTES);
            position += 2 * LENGTH_BYTES;
            if (plainLength <= 0 || plainLength > targetEnd - written) {
                return false;
            }
            if (packedLength <= 0 || packedLength > end - position) {
                return false;
            }
            if (!block.tryDecompress(source, position, packedLength, target, written, plainLength)) {
                return false;
            }
            position += packedLength;
            written += plainLength;
        }
        return position == end;
    }

    private static int bigEndianInt(byte[] source, int position) {
        return (source[position] & 0xFF) << 24
                | (source[position + 1] & 0xFF) << 16
                | (source[position + 2] & 0xFF) << 8
                | source[position + 3] & 0xFF;
    }
}
