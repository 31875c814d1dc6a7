package io.thresher.storage.parquet.decoding;

/** Decodes BYTE_STREAM_SPLIT FIXED_LEN_BYTE_ARRAY values of any width. */
final class StreamSplitBinaryDecoder implements BinaryDecoder {
    private final int valueBytes;
    private final ByteStreams streams;
    private byte[] gathered = new byte[0];

    StreamSplitBinaryDecoder(int valueBytes) {
        this.valueBytes = valueBytes;
        this.streams = new ByteStreams(valueBytes);
    }

    @Override
    public void start(byte[] page, int offset, int end) {
        streams.start(page, offset, end);
    }

    @Override
    public void decode(BinaryValues target, int count) {
        int from = streams.position + streams.take(count);
        // count values lie in the page, so this is no more than the page's size.
        int bytes = count * valueBytes;
        if (gathered.length < bytes + ValueDecoder.SLACK_BYTES) {
            gathered = new byte[bytes + ValueDecoder.SLACK_BYTES];
        }
        for (int k = 0; k < valueBytes; k++) {
            int stream = from + k * streams.valueCount;
            for (int i = 0; i < count; i++) {
                gathered[i * valueBytes + k] = streams.page[stream + i];
            }
        }
        for (int i = 0; i < count; i++) {
            target.offsets[i] = i * valueBytes;
            target.lengths[i] = valueBytes;
        }
        target.bytes = gathered;
    }

    @Override
    public void skip(int count) {
        streams.take(count);
    }
}
