package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.parquet.decoding.ValueDecoder;

/** The heap arrays of one reader: pooled, and counted against its query while it has them. One thread. */
final class ReaderBuffers {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

    private final QueryMemory memory;
    private final HeapBufferPool pool;

    ReaderBuffers(QueryMemory memory, HeapBufferPool pool) {
        this.memory = memory;
        this.pool = pool;
    }

    /** An array of at least {@code bytes} and a decoder's slack. */
    byte[] take(int bytes) {
        if (bytes > MAX_BYTES) {
            throw new EngineException(ErrorCode.NOT_SUPPORTED, "Page is too large, bytes: " + bytes);
        }
        int length = HeapBufferPool.arrayBytes(bytes);
        memory.reserve(length);
        try {
            return pool.take(bytes);
        } catch (OutOfMemoryError e) {
            memory.release(length);
            throw new EngineException(
                    ErrorCode.MEMORY_LIMIT_EXCEEDED, "Out of heap memory for a page, bytes: " + bytes, e);
        }
    }

    void give(byte[] array) {
        memory.release(array.length);
        pool.give(array);
    }

    /** An array of at least {@code bytes}, {@code current} itself if it is large enough; its content is lost otherwise. */
    byte[] grow(byte[] current, int bytes) {
        if (current.length >= bytes + (long) ValueDecoder.SLACK_BYTES) {
            return current;
        }
        byte[] larger = take(bytes);
        if (current.length > 0) {
            give(current);
        }
        return larger;
    }
}
