package io.thresher.storage.parquet.compression;

/**
 * Decompresses whole blocks between heap arrays. Not thread-safe: one per reader, which closes it. Ranges given must lie
 * inside the arrays.
 */
public interface Decompressor extends AutoCloseable {
    /**
     * Decompresses {@code length} bytes of {@code source} into exactly {@code targetLength} bytes of {@code target}.
     *
     * @throws io.thresher.error.EngineException FILE_CORRUPT if the bytes are damaged or do not give exactly that many
     */
    void decompress(byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength);

    @Override
    default void close() {}
}
