package io.thresher.storage.parquet.decoding;

/**
 * Decodes the present values (NULLs are not represented) of pages of one column chunk into column layout. One thread at a
 * time. All methods throw EngineException(FILE_CORRUPT) if the page ends too early or is damaged, and may also throw
 * IndexOutOfBoundsException for the same reason; the caller names the place.
 */
public interface ValueDecoder {
    /** The most values of one {@link #decode} call. */
    int MAX_COUNT = 4096;

    /** Bytes that every page array has behind the page's end, so that whole longs may be loaded near it. */
    int SLACK_BYTES = 16;

    /**
     * Starts a page's value section, which lies in {@code page} from {@code offset} to {@code end} (exclusive);
     * {@link #SLACK_BYTES} readable bytes follow. The array stays unchanged until the next start.
     */
    void start(byte[] page, int offset, int end);

    /**
     * Decodes the next {@code count} values, at most {@link #MAX_COUNT}, to the address {@code target}, which has room
     * for them.
     */
    void decode(long target, int count);

    /** Passes over the next {@code count} values. */
    void skip(int count);
}
