package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/** Decodes RLE BOOLEAN values: a 4-byte length, then the RLE hybrid of width 1. */
final class RunLengthBooleanDecoder implements ValueDecoder {
    private static final int LENGTH_BYTES = 4;

    private final DecodeScratch scratch;
    private final RunLengthDecoder runs = new RunLengthDecoder();

    RunLengthBooleanDecoder(DecodeScratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        if (offset == end) {
            runs.start(page, offset, end, 1);
            return;
        }
        PageErrors.checkAvailable(offset, end, LENGTH_BYTES);
        int length = page[offset] & 0xFF
                | (page[offset + 1] & 0xFF) << 8
                | (page[offset + 2] & 0xFF) << 16
                | (page[offset + 3] & 0xFF) << 24;
        if (length < 0 || length > end - offset - LENGTH_BYTES) {
            throw PageErrors.corrupt("Length of booleans passes the page, bytes: " + length);
        }
        runs.start(page, offset + LENGTH_BYTES, offset + LENGTH_BYTES + length, 1);
    }

    @Override
    public void decode(long target, int count) {
        runs.decode(scratch.ints, 0, count);
        for (int i = 0; i < count; i++) {
            RawMemory.putByte(target + i, (byte) scratch.ints[i]);
        }
    }

    @Override
    public void skip(int count) {
        runs.skip(count);
    }
}
