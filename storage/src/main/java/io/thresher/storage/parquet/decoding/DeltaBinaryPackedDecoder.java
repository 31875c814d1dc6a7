package io.thresher.storage.parquet.decoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes DELTA_BINARY_PACKED values as longs with wrap-around; INT32 users take the low half. Input: one page's value
 * section. Memory does not grow with what the header declares. Source: Parquet Encodings.md, Delta encoding.
 */
final class DeltaBinaryPackedDecoder implements LongDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = 256;

    private final int[] unpacked = new int[STEP];
    private final long[] discarded = new long[STEP];
    private byte[] page = new byte[0];
    private int position;
    private int end;

    private int blockValues;
    private int miniBlocks;
    private int miniBlockValues;
    private long valuesLeft;
    private long last;
    private boolean firstPending;

    private long minDelta;
    private int widthsAt;
    private int miniBlock;
    private int width;
    private int miniLeft;
    private int miniStart;
    private int miniIndex;

    @Override
    public void start(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        position = offset;
        end = newEnd;
        valuesLeft = 0;
        miniLeft = 0;
        firstPending = false;
        if (offset == newEnd) {
            return;
        }
        long block = unsignedVarint();
        long minis = unsignedVarint();
        valuesLeft = unsignedVarint();
        last = zigzag(unsignedVarint());
        boolean sound = block > 0 && block <= 1 << 24 && minis > 0 && minis <= block && block % minis == 0;
        if (!sound || block / minis % 8 != 0 || valuesLeft < 0 || valuesLeft > Integer.MAX_VALUE) {
            throw PageErrors.corrupt("Delta header is not sound; block values: " + block + ", miniblocks: " + minis
                    + ", values: " + valuesLeft);
        }
        blockValues = (int) block;
        miniBlocks = (int) minis;
        miniBlockValues = blockValues / miniBlocks;
        miniBlock = miniBlocks;
        firstPending = valuesLeft > 0;
    }

    /** Values not decoded yet, as the header declares them. */
    long valuesLeft() {
        return valuesLeft;
    }

    @Override
    public void decode(long[] target, int count) {
        decode(target, 0, count);
    }

    void decode(long[] target, int at, int count) {
        if (count > valuesLeft) {
            throw PageErrors.corrupt("Page holds fewer values than it declares");
        }
        int done = 0;
        if (count > 0 && firstPending) {
            target[at] = last;
            firstPending = false;
            done = 1;
        }
        while (done < count) {
            if (miniLeft == 0) {
                nextMiniBlock();
            }
            int n = Math.min(Math.min(miniLeft, count - done), STEP);
            unpackDeltas(target, at + done, n);
            done += n;
        }
        valuesLeft -= count;
    }

    @Override
    public void skip(int count) {
        int done = 0;
        while (done < count) {
            int n = Math.min(count - done, STEP);
            decode(discarded, 0, n);
            done += n;
        }
    }

    /**
     * Passes over all values by their miniblock headers alone and returns the position behind the last miniblock; only
     * right after start.
     */
    int findEnd() {
        long left = valuesLeft - (firstPending ? 1 : 0);
        while (left > 0) {
            nextMiniBlock();
            left -= miniLeft;
        }
        return position;
    }

    private void nextMiniBlock() {
        if (miniBlock == miniBlocks) {
            minDelta = zigzag(unsignedVarint());
            PageErrors.checkAvailable(position, end, miniBlocks);
            widthsAt = position;
            position += miniBlocks;
            miniBlock = 0;
        }
        width = page[widthsAt + miniBlock] & 0xFF;
        if (width > 64) {
            throw PageErrors.corrupt("Delta bit width is above 64: " + width);
        }
        miniBlock++;
        miniStart = position;
        miniIndex = 0;
        long bytes = (long) miniBlockValues * width >>> 3;
        // The last miniblock may be cut short: its padding values need not be there.
        long available = Math.min(bytes, (long) end - position);
        miniLeft = width == 0 ? miniBlockValues : (int) Math.min(miniBlockValues, available * 8 / width);
        if (miniLeft == 0) {
            throw PageErrors.corrupt("Page holds fewer values than it declares");
        }
        position += (int) available;
    }

    private void unpackDeltas(long[] target, int at, int count) {
        long value = last;
        if (width == 0) {
            for (int i = 0; i < count; i++) {
                value += minDelta;
                target[at + i] = value;
            }
        } else if (width <= 32 && (miniIndex & 7) == 0 && count >= 8) {
            // SAFETY: whole groups of eight within the miniblock, which nextMiniBlock checked; slack covers the last
            // load.
            int whole = count & ~7;
            BitUnpacker.unpack(page, miniStart + (miniIndex >>> 3) * width, width, unpacked, 0, whole >>> 3);
            for (int i = 0; i < whole; i++) {
                value += minDelta + (unpacked[i] & 0xFFFFFFFFL);
                target[at + i] = value;
            }
            for (int i = whole; i < count; i++) {
                value += minDelta + delta(miniIndex + i);
                target[at + i] = value;
            }
        } else {
            for (int i = 0; i < count; i++) {
                value += minDelta + delta(miniIndex + i);
                target[at + i] = value;
            }
        }
        last = value;
        miniIndex += count;
        miniLeft -= count;
    }

    private long delta(int index) {
        long bit = (long) index * width;
        int from = miniStart + (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        long word = (long) LONG.get(page, from) >>> shift;
        if (shift + width > 64) {
            word |= (page[from + 8] & 0xFFL) << (64 - shift);
        }
        return width == 64 ? word : word & (1L << width) - 1;
    }

    private long unsignedVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            PageErrors.checkAvailable(position, end, 1);
            byte b = page[position++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw PageErrors.corrupt("Number is too long");
    }

    private static long zigzag(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
