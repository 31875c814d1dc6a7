package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes the definition levels of a flat optional column (one bit each) straight into a validity bitmap: runs of one
 * value fill, packed runs are moved up to 56 bits at a time, never value by value. Both the RLE hybrid and the legacy
 * BIT_PACKED encoding. Source: Parquet Encodings.md.
 */
public final class LevelDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_STEP = 56;

    private byte[] page = new byte[0];
    private int position;
    private int end;
    private int repeatLeft;
    private boolean repeatValid;
    private long packedLeft;
    private long packedBit;
    private int packedStart;
    private byte[] reversed = new byte[0];

    /** Starts levels in the RLE hybrid, without length prefix. */
    public void startRunLength(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        position = offset;
        end = newEnd;
        repeatLeft = 0;
        packedLeft = 0;
    }

    /** Starts {@code count} levels in the legacy BIT_PACKED encoding, most significant bit first. */
    public void startBitPacked(byte[] newPage, int offset, int count) {
        int bytes = (count + 7) >>> 3;
        if (reversed.length < bytes + ValueDecoder.SLACK_BYTES) {
            reversed = new byte[bytes + ValueDecoder.SLACK_BYTES];
        }
        for (int i = 0; i < bytes; i++) {
            reversed[i] = (byte) (Integer.reverse(newPage[offset + i]) >>> 24);
        }
        startRunLength(reversed, bytes, bytes);
        packedStart = 0;
        packedBit = 0;
        packedLeft = count;
    }

    /**
     * Sets the bits of the next {@code count} levels in {@code bits} from bit {@code at}, which are clear before, and
     * returns how many are valid.
     */
    public int decode(long[] bits, int at, int count) {
        int done = 0;
        int valid = 0;
        while (done < count) {
            if (repeatLeft > 0) {
                int n = Math.min(repeatLeft, count - done);
                if (repeatValid) {
                    fill(bits, at + done, n);
                    valid += n;
                }
                repeatLeft -= n;
                done += n;
            } else if (packedLeft > 0) {
                int place = at + done;
                int room = Math.min(MAX_STEP, 64 - (place & 63));
                int n = (int) Math.min(Math.min(packedLeft, room), count - done);
                long word = packedBits(n);
                bits[place >>> 6] |= word << place;
                valid += Long.bitCount(word);
                done += n;
            } else {
                nextRun();
            }
        }
        return valid;
    }

    /** Passes over the next {@code count} levels and returns how many are valid. */
    public int skip(int count) {
        int done = 0;
        int valid = 0;
        while (done < count) {
            if (repeatLeft > 0) {
                int n = Math.min(repeatLeft, count - done);
                valid += repeatValid ? n : 0;
                repeatLeft -= n;
                done += n;
            } else if (packedLeft > 0) {
                int n = (int) Math.min(Math.min(packedLeft, MAX_STEP), count - done);
                valid += Long.bitCount(packedBits(n));
                done += n;
            } else {
                nextRun();
            }
        }
        return valid;
    }

    /** Sets {@code count} bits from {@code at}. */
    private static void fill(long[] bits, int at, int count) {
        int place = at;
        int left = count;
        while (left > 0) {
            int n = Math.min(left, 64 - (place & 63));
            bits[place >>> 6] |= (-1L >>> (64 - n)) << place;
            place += n;
            left -= n;
        }
    }

    private long packedBits(int count) {
        // SAFETY: nextRun made sure that packedLeft bits lie before end; the slack covers the load.
        long word = (long) LONG.get(page, packedStart + (int) (packedBit >>> 3)) >>> (packedBit & 7);
        packedBit += count;
        packedLeft -= count;
        return word & (1L << count) - 1;
    }

    private void nextRun() {
        int header = header();
        if ((header & 1) == 0) {
            PageErrors.checkAvailable(position, end, 1);
            int value = page[position++];
            if ((value & ~1) != 0) {
                throw PageErrors.corrupt("Definition level is above 1: " + (value & 0xFF));
            }
            repeatLeft = header >>> 1;
            repeatValid = value == 1;
        } else {
            long bytes = Math.min(header >>> 1, (long) end - position);
            packedLeft = bytes * 8;
            packedBit = 0;
            packedStart = position;
            position += (int) bytes;
        }
    }

    private int header() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            PageErrors.checkAvailable(position, end, 1);
            byte b = page[position++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw PageErrors.corrupt("Run header is too long");
    }
}
