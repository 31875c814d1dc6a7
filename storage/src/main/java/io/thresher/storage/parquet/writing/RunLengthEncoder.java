package io.thresher.storage.parquet.writing;

/**
 * Writes the hybrid of runs and bit-packed groups of eight that levels and dictionary codes have. A run is written where a value
 * repeats at least eight times. Source: Parquet Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class RunLengthEncoder {
    private static final int GROUP = 8;
    /** So that the header of bit-packed groups is one byte, which is filled in afterwards. */
    private static final int MAX_GROUPS = 63;

    private final int bitWidth;
    private final ByteSink target;
    private final int[] group = new int[GROUP];
    private int inGroup;
    private int previous;
    private int repeats;
    private int packedGroups;
    private int headerAt = -1;

    /** Values have {@code bitWidth} bits, 0 to 31. */
    RunLengthEncoder(int bitWidth, ByteSink target) {
        this.bitWidth = bitWidth;
        this.target = target;
    }

    void add(int value) {
        if (value == previous && repeats > 0) {
            repeats++;
            if (repeats > GROUP) {
                return;
            }
        } else {
            if (repeats >= GROUP) {
                writeRun();
            }
            previous = value;
            repeats = 1;
        }
        group[inGroup++] = value;
        if (inGroup == GROUP && repeats < GROUP) {
            packGroup();
        }
    }

    /** Writes what is pending; the encoder may start anew. */
    void finish() {
        if (repeats >= GROUP) {
            writeRun();
        } else if (inGroup > 0) {
            while (inGroup < GROUP) {
                group[inGroup++] = 0;
            }
            packGroup();
        }
        endGroups();
        repeats = 0;
        inGroup = 0;
    }

    private void packGroup() {
        if (packedGroups == MAX_GROUPS) {
            endGroups();
        }
        if (headerAt < 0) {
            headerAt = target.length();
            target.write(0);
        }
        long bits = 0;
        int count = 0;
        for (int value : group) {
            bits |= (long) value << count;
            count += bitWidth;
            while (count >= 8) {
                target.write((int) bits);
                bits >>>= 8;
                count -= 8;
            }
        }
        packedGroups++;
        inGroup = 0;
        // What a packed group holds is not part of a run any more.
        repeats = 0;
    }

    private void endGroups() {
        if (headerAt >= 0) {
            target.setByte(headerAt, packedGroups << 1 | 1);
            headerAt = -1;
            packedGroups = 0;
        }
    }

    private void writeRun() {
        endGroups();
        target.putVarInt(repeats << 1);
        for (int bits = 0; bits < bitWidth; bits += 8) {
            target.write(previous >>> bits);
        }
        repeats = 0;
        inGroup = 0;
    }
}
