package io.thresher.storage.parquet.decoding;

/** Decodes DELTA_BINARY_PACKED INT32 values; deltas wrap around at 32 bits. */
final class DeltaIntDecoder implements IntDecoder {
    private final DecodeScratch scratch;
    private final DeltaBinaryPackedDecoder longs = new DeltaBinaryPackedDecoder();

    DeltaIntDecoder(DecodeScratch scratch) {
        this.scratch = scratch;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        longs.start(page, offset, end);
    }

    @Override
    public void decode(int[] target, int at, int count) {
        longs.decode(scratch.longs, 0, count);
        for (int i = 0; i < count; i++) {
            target[at + i] = (int) scratch.longs[i];
        }
    }

    @Override
    public void skip(int count) {
        longs.skip(count);
    }
}
