package io.thresher.storage.text;

/** Bytes one after the other. One thread at a time; the caller closes it. */
public interface ByteSource extends AutoCloseable {
    /**
     * Reads between 1 and {@code length} bytes ({@code length} &gt; 0) into {@code target} and returns how many, or -1
     * at the end.
     *
     * @throws io.thresher.error.EngineException FILE_READ_FAILED, FILE_CORRUPT
     */
    int read(byte[] target, int offset, int length);

    /** The memory that the source holds besides, which its user counts against the query: an estimate if a library holds it. */
    default long heldBytes() {
        return 0;
    }

    @Override
    void close();
}
