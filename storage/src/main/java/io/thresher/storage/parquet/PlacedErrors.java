package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Adds to errors about a file's content where in the file they are. */
final class PlacedErrors {
    private static final String MARK = "; file: ";

    private PlacedErrors() {}

    /** {@code error} with file and {@code place} in its message, or as it is if it is no such error or has them. */
    static EngineException place(EngineException error, ParquetFile file, String place) {
        return place(error, file.status().location() + place);
    }

    /** The same where the footer is not known yet. */
    static EngineException place(EngineException error, String fileAndPlace) {
        boolean ofContent = error.code() == ErrorCode.FILE_CORRUPT
                || error.code() == ErrorCode.BAD_FILE_VALUE
                || error.code() == ErrorCode.NOT_SUPPORTED;
        String message = String.valueOf(error.getMessage());
        if (!ofContent || message.contains(MARK)) {
            return error;
        }
        return new EngineException(error.code(), message + MARK + fileAndPlace, error);
    }
}
