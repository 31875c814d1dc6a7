package io.thresher.storage.text;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.Location;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip, of any number of members one after the other. Unlike the JDK's stream it takes a broken header of
 * a later member for the damage it is, not for the end. Source: RFC 1952.
 */
final class GzipSource implements ByteSource {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private static final int INPUT_BYTES = 64 << 10;
    /** The library's window and tables. */
    private static final int INFLATER_BYTES = 48 << 10;

    private final ByteSource compressed;
    private final Location location;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[INPUT_BYTES];
    private int inputStart;
    private int inputEnd;
    private long consumed;
    private boolean inMember;

    GzipSource(ByteSource compressed, Location location) {
        this.compressed = compressed;
        this.location = location;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (true) {
            if (!inMember && !startMember()) {
                return -1;
            }
            try {
                int count = inflater.inflate(target, offset, length);
                if (count > 0) {
                    crc.update(target, offset, count);
                    return count;
                }
            } catch (DataFormatException e) {
                throw corrupt("Compressed data is damaged", e);
            }
            if (inflater.needsDictionary()) {
                throw corrupt("Compressed data is damaged", null);
            } else if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                feed();
            }
        }
    }

    private void feed() {
        if (inputStart == inputEnd && !fill()) {
            throw corrupt("Compressed file ends too early", null);
        }
        inflater.setInput(input, inputStart, inputEnd - inputStart);
        consumed += inputEnd - inputStart;
        inputStart = inputEnd;
    }

    private boolean fill() {
        int count = compressed.read(input, 0, input.length);
        inputStart = 0;
        inputEnd = Math.max(0, count);
        return count > 0;
    }

    private boolean startMember() {
        if (inputStart == inputEnd && !fill()) {
            return false;
        }
        if (nextByte() != 0x1f || nextByte() != 0x8b || nextByte() != 8) {
            throw corrupt("Not gzip data", null);
        }
        int flags = nextByte();
        for (int i = 0; i < 6; i++) {
            nextByte();
        }
        if ((flags & FLAG_EXTRA) != 0) {
            int extra = nextByte() | nextByte() << 8;
            for (int i = 0; i < extra; i++) {
                nextByte();
            }
        }
        skipText((flags & FLAG_NAME) != 0);
        skipText((flags & FLAG_COMMENT) != 0);
        if ((flags & FLAG_HEADER_CRC) != 0) {
            nextByte();
            nextByte();
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void skipText(boolean present) {
        int b = present ? nextByte() : 0;
        while (b != 0) {
            b = nextByte();
        }
    }

    private void endMember() {
        int left = inflater.getRemaining();
        inputStart = inputEnd - left;
        consumed -= left;
        long declaredCrc = nextInt();
        long declaredLength = nextInt();
        if (declaredCrc != crc.getValue() || declaredLength != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw corrupt("Checksum of compressed data is wrong", null);
        }
        inMember = false;
    }

    private long nextInt() {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) nextByte() << shift;
        }
        return value;
    }

    private int nextByte() {
        if (inputStart == inputEnd && !fill()) {
            throw corrupt("Compressed file ends too early", null);
        }
        consumed++;
        return input[inputStart++] & 0xFF;
    }

    private EngineException corrupt(String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new EngineException(
                ErrorCode.FILE_CORRUPT,
                what + "; write or copy the file again: " + location + ", near byte " + consumed,
                cause);
    }

    @Override
    public long heldBytes() {
        return INPUT_BYTES + INFLATER_BYTES + compressed.heldBytes();
    }

    @Override
    public void close() {
        inflater.end();
        compressed.close();
    }
}
