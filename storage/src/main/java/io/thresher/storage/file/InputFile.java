package io.thresher.storage.file;

import java.util.concurrent.CompletableFuture;

/** An open file version, read by ranges. Thread-safe: several reads may run at a time. */
public interface InputFile extends AutoCloseable {
    /** The file as it was when opened. */
    FileStatus status();

    /**
     * Reads {@code length} bytes from {@code offset} of the file into {@code target} at {@code targetOffset}; blocks.
     *
     * @throws io.thresher.error.EngineException FILE_READ_FAILED on an I/O error, FILE_CORRUPT if the range passes the
     *     end of the file
     */
    void read(long offset, byte[] target, int targetOffset, int length);

    /** Starts reading a range on the I/O threads; completes with exactly {@code length} bytes or an EngineException. */
    CompletableFuture<byte[]> readAsync(long offset, int length);

    /** Closes the file; reads under way fail. */
    @Override
    void close();
}
