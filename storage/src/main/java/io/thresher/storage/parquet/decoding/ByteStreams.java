package io.thresher.storage.parquet.decoding;

/**
 * The layout of BYTE_STREAM_SPLIT: byte k of all values lies together, so a page is one stream a byte. Source: Parquet
 * Encodings.md, Byte Stream Split.
 */
final class ByteStreams {
    private final int valueBytes;
    byte[] page = new byte[0];
    int position;
    int valueCount;
    private int next;

    ByteStreams(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    void start(byte[] newPage, int offset, int end) {
        int bytes = end - offset;
        if (bytes % valueBytes != 0) {
            throw PageErrors.corrupt("Byte streams are of unequal length, bytes: " + bytes);
        }
        page = newPage;
        position = offset;
        valueCount = bytes / valueBytes;
        next = 0;
    }

    /** Takes {@code count} values and returns the index of the first one in each stream. */
    int take(int count) {
        if (count > valueCount - next) {
            throw PageErrors.corrupt("Page holds fewer values than it declares");
        }
        int first = next;
        next += count;
        return first;
    }
}
