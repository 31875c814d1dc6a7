package io.thresher.storage.parquet.compression;

/** Compresses whole blocks between heap arrays. Not thread-safe: one per writer, which closes it. Ranges given must lie inside the arrays. */
public interface Compressor extends AutoCloseable {
    /** The most bytes that {@code length} bytes may become. */
    int maxCompressedLength(int length);

    /**
     * Compresses {@code length} bytes of {@code source} to {@code target}, which has room for {@link #maxCompressedLength}, and returns how
     * many bytes they became.
     */
    int compress(byte[] source, int offset, int length, byte[] target, int targetOffset);

    @Override
    default void close() {}
}
