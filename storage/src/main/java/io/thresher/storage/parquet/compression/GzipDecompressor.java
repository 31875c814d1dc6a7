package io.thresher.storage.parquet.compression;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** GZIP: one or more members (RFC 1952), their checksums and lengths checked. */
final class GzipDecompressor implements Decompressor {
    private static final int FIXED_HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();

    @Override
    public void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
        int position = offset;
        int end = offset + length;
        int written = targetOffset;
        int targetEnd = targetOffset + targetLength;
        try {
            while (position < end) {
                position = skipHeader(source, position, end);
                int start = written;
                inflater.reset();
                inflater.setInput(source, position, end - position);
                while (!inflater.finished()) {
                    int count = inflater.inflate(target, written, targetEnd - written);
                    if (count == 0 && !inflater.finished()) {
                        throw Decompressors.corrupt("GZIP");
                    }
                    written += count;
                }
                position = end - inflater.getRemaining();
                checkTrailer(source, position, end, target, start, written - start);
                position += TRAILER_BYTES;
            }
        } catch (DataFormatException e) {
            throw Decompressors.corrupt("GZIP", e);
        }
        if (written != targetEnd) {
            throw Decompressors.corrupt("GZIP");
        }
    }

    private static int skipHeader(byte[] source, int start, int end) {
        boolean gzip = end - start > FIXED_HEADER_BYTES
                && source[start] == 0x1F
                && source[start + 1] == (byte) 0x8B
                && source[start + 2] == 8;
        if (!gzip) {
            throw Decompressors.corrupt("GZIP");
        }
        int flags = source[start + 3];
        int position = start + FIXED_HEADER_BYTES;
        if ((flags & FLAG_EXTRA) != 0) {
            checkWithin(position + 2, end);
            position += 2 + (source[position] & 0xFF) + ((source[position + 1] & 0xFF) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            position = skipText(source, position, end);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            position = skipText(source, position, end);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            position += 2;
        }
        checkWithin(position, end);
        return position;
    }

    private static int skipText(byte[] source, int start, int end) {
        int position = start;
        do {
            checkWithin(position + 1, end);
        } while (source[position++] != 0);
        return position;
    }

    private static void checkWithin(int position, int end) {
        if (position > end) {
            throw Decompressors.corrupt("GZIP");
        }
    }

    private void checkTrailer(byte[] source, int position, int end, byte[] target, int start, int length) {
        checkWithin(position + TRAILER_BYTES, end);
        crc.reset();
        crc.update(target, start, length);
        if (littleEndianInt(source, position) != (int) crc.getValue()
                || littleEndianInt(source, position + 4) != length) {
            throw Decompressors.corrupt("GZIP");
        }
    }

    private static int littleEndianInt(byte[] source, int position) {
        return source[position] & 0xFF
                | (source[position + 1] & 0xFF) << 8
                | (source[position + 2] & 0xFF) << 16
                | (source[position + 3] & 0xFF) << 24;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
