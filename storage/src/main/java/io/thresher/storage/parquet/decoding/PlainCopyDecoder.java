package io.thresher.storage.parquet.decoding;

import io.thresher.memory.RawMemory;

/**
 * Decodes PLAIN values of a fixed width whose layout in the column equals the file's: a copy. Covers INT32, INT64 and
 * DOUBLE without conversion.
 */
final class PlainCopyDecoder implements ValueDecoder {
    private final int valueBytes;
    private byte[] page = new byte[0];
    private int position;
    private int end;

    PlainCopyDecoder(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    @Override
    public void start(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        position = offset;
        end = newEnd;
    }

    @Override
    public void decode(long target, int count) {
        int bytes = count * valueBytes;
        PageErrors.checkAvailable(position, end, bytes);
        RawMemory.copy(page, position, target, bytes);
        position += bytes;
    }

    @Override
    public void skip(int count) {
        long bytes = (long) count * valueBytes;
        PageErrors.checkAvailable(position, end, bytes);
        position += (int) bytes;
    }
}
