package io.thresher.storage.parquet.decoding;

/** Checks that values of an encoding without fixed width have the width that the schema declares. */
final class FixedLengthCheck implements BinaryDecoder {
    private final BinaryDecoder decoder;
    private final int bytes;

    FixedLengthCheck(BinaryDecoder decoder, int bytes) {
        this.decoder = decoder;
        this.bytes = bytes;
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        decoder.start(page, offset, end);
    }

    @Override
    public void decode(BinaryValues target, int count) {
        decoder.decode(target, count);
        for (int i = 0; i < count; i++) {
            if (target.lengths[i] != bytes) {
                throw PageErrors.corrupt("Value is not of the declared fixed width, bytes: " + target.lengths[i]);
            }
        }
    }

    @Override
    public void skip(int count) {
        decoder.skip(count);
    }

    @Override
    public int step() {
        return decoder.step();
    }
}
