package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/** Decodes PLAIN BOOLEAN values: one bit each, least significant first, to bytes 0 and 1. */
final class PlainBooleanDecoder implements ValueDecoder {
    private byte[] page = new byte[0];
    private long bit;
    private long endBit;

    @Override
    public void start(byte[] newPage, int offset, int end) {
        page = newPage;
        bit = offset * 8L;
        endBit = end * 8L;
    }

    @Override
    public void decode(long target, int count) {
        checkAvailable(count);
        for (int i = 0; i < count; i++) {
            long place = bit + i;
            RawMemory.putByte(target + i, (byte) (page[(int) (place >>> 3)] >>> (place & 7) & 1));
        }
        bit += count;
    }

    @Override
    public void skip(int count) {
        checkAvailable(count);
        bit += count;
    }

    private void checkAvailable(int count) {
        if (count > endBit - bit) {
            throw PageErrors.corrupt("Page holds fewer values than it declares");
        }
    }
}
