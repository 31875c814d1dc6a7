package io.thresher.storage.parquet.decoding;

/** Decodes PLAIN FIXED_LEN_BYTE_ARRAY and INT96 values. */
final class PlainFixedDecoder implements BinaryDecoder {
    private final int valueBytes;
    private byte[] page = new byte[0];
    private int position;
    private int end;

    PlainFixedDecoder(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    @Override
    public void start(byte[] newPage, int offset, int newEnd) {
        page = newPage;
        position = offset;
        end = newEnd;
    }

    @Override
    public void decode(BinaryValues target, int count) {
        PageErrors.checkAvailable(position, end, (long) count * valueBytes);
        for (int i = 0; i < count; i++) {
            target.offsets[i] = position + i * valueBytes;
            target.lengths[i] = valueBytes;
        }
        position += count * valueBytes;
        target.bytes = page;
    }

    @Override
    public void skip(int count) {
        PageErrors.checkAvailable(position, end, (long) count * valueBytes);
        position += count * valueBytes;
    }
}
