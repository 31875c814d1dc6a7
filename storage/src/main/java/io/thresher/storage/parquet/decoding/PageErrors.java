package io.thresher.storage.parquet.decoding;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** The errors that decoders throw; the caller adds file, row group, column and page. */
final class PageErrors {
    private PageErrors() {}

    static EngineException corrupt(String message) {
        return new EngineException(ErrorCode.FILE_CORRUPT, message);
    }

    /** Fails unless {@code bytes} fit between {@code position} and {@code end}. */
    static void checkAvailable(int position, int end, long bytes) {
        if (bytes > (long) end - position) {
            throw corrupt("Page holds fewer values than it declares");
        }
    }
}
