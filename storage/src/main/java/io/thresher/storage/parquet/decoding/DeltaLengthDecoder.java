package io.thresher.storage.parquet.decoding;

/**
 * Decodes DELTA_LENGTH_BYTE_ARRAY values: all lengths delta-packed, then all bytes. Lengths are decoded as values are
 * asked for; where the bytes start is found from the miniblock headers. Source: Parquet Encodings.md.
 */
final class DeltaLengthDecoder implements BinaryDecoder {
    private final DecodeScratch scratch;
    private final DeltaBinaryPackedDecoder lengths = new DeltaBinaryPackedDecoder();
    private byte[] page = new byte[0];
    private int position;
    private int end;

    DeltaLengthDecoder(DecodeScratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void start(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        end = newEnd;
        lengths.start(newPage, offset, newEnd);
        position = lengths.findEnd();
        lengths.start(newPage, offset, newEnd);
    }

    @Override
    public void decode(BinaryValues target, int count) {
        long[] next = scratch.longs;
        lengths.decode(next, 0, count);
        int at = position;
        for (int i = 0; i < count; i++) {
            int length = checkedLength(next[i], at);
            target.offsets[i] = at;
            target.lengths[i] = length;
            at += length;
        }
        position = at;
        target.bytes = page;
    }

    @Override
    public void skip(int count) {
        int left = count;
        while (left > 0) {
            int n = Math.min(left, ValueDecoder.MAX_COUNT);
            lengths.decode(scratch.longs, 0, n);
            for (int i = 0; i < n; i++) {
                position += checkedLength(scratch.longs[i], position);
            }
            left -= n;
        }
    }

    private int checkedLength(long declared, int at) {
        int length = (int) declared;
        if (length < 0 || length > end - at) {
            throw PageErrors.corrupt("Length of a value passes the page, bytes: " + length);
        }
        return length;
    }
}
