package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes the RLE / bit-packed hybrid of unsigned ints of 0 to 32 bits. Input: runs from {@code offset} to {@code end}
 * without length prefix. Source: Parquet Encodings.md, RLE. Bit-packed runs go through {@link BitUnpacker} eight values at a
 * time, repeated runs fill.
 */
public final class RunLengthDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] page = new byte[0];
    private int position;
    private int end;
    private int width;

    private int repeatLeft;
    private int repeatValue;
    private long packedLeft;
    private long packedIndex;
    private int packedStart;

    /** Starts a section of runs of {@code width}-bit values. */
    public void start(byte[] newPage, int offset, int newEnd, int newWidth) {
        if (newWidth < 0 || newWidth > 32) {
            throw PageErrors.corrupt("Bit width is not within 0 to 32: " + newWidth);
        }
        page = newPage;
        position = offset;
        end = newEnd;
        width = newWidth;
        repeatLeft = 0;
        packedLeft = 0;
    }

    /** Decodes the next {@code count} values to {@code target} from {@code at}. */
    public void decode(int[] target, int at, int count) {
        int done = 0;
        while (done < count) {
            if (repeatLeft > 0) {
                int n = Math.min(repeatLeft, count - done);
                Arrays.fill(target, at + done, at + done + n, repeatValue);
                repeatLeft -= n;
                done += n;
            } else if (packedLeft > 0) {
                int n = (int) Math.min(packedLeft, count - done);
                unpack(target, at + done, n);
                done += n;
            } else {
                nextRun();
            }
        }
    }

    /** Passes over the next {@code count} values. */
    public void skip(int count) {
        int done = 0;
        while (done < count) {
            if (repeatLeft > 0) {
                int n = Math.min(repeatLeft, count - done);
                repeatLeft -= n;
                done += n;
            } else if (packedLeft > 0) {
                int n = (int) Math.min(packedLeft, count - done);
                packedLeft -= n;
                packedIndex += n;
                done += n;
            } else {
                nextRun();
            }
        }
    }

    private void unpack(int[] target, int start, int count) {
        int at = start;
        int left = count;
        while (left > 0 && (packedIndex & 7) != 0) {
            target[at++] = single();
            left--;
        }
        int groups = left >>> 3;
        if (groups > 0) {
            // SAFETY: nextRun made sure that packedLeft values lie before end; the slack covers the last load.
            int from = packedStart + (int) (packedIndex * width >>> 3);
            if (width == 0) {
                Arrays.fill(target, at, at + groups * 8, 0);
            } else {
                BitUnpacker.unpack(page, from, width, target, at, groups);
            }
            packedIndex += groups * 8L;
            packedLeft -= groups * 8L;
            at += groups * 8;
            left -= groups * 8;
        }
        while (left > 0) {
            target[at++] = single();
            left--;
        }
    }

    private int single() {
        long bit = packedIndex * width;
        long word = (long) LONG.get(page, packedStart + (int) (bit >>> 3));
        packedIndex++;
        packedLeft--;
        return (int) (word >>> (bit & 7) & (1L << width) - 1);
    }

    private void nextRun() {
        int header = header();
        if ((header & 1) == 0) {
            int bytes = (width + 7) >>> 3;
            PageErrors.checkAvailable(position, end, bytes);
            int value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (page[position + i] & 0xFF) << (8 * i);
            }
            if (width < 32 && value >>> width != 0) {
                throw PageErrors.corrupt("Repeated value does not fit its bit width: " + value);
            }
            position += bytes;
            repeatLeft = header >>> 1;
            repeatValue = value;
        } else {
            long declared = (header >>> 1) * 8L;
            long bytes = declared * width >>> 3;
            // The last run of a page may be cut short: its padding values need not be there.
            long available = Math.min(bytes, (long) end - position);
            packedLeft = width == 0 ? declared : Math.min(declared, available * 8 / width);
            packedIndex = 0;
            packedStart = position;
            position += (int) available;
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
