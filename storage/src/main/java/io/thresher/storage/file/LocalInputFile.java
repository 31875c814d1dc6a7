package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An open local file, read at positions through one channel. */
final class LocalInputFile implements InputFile {
    /** The JDK copies through a direct buffer of the read's size that it keeps per thread: keep it small and warm. */
    private static final int MAX_READ_BYTES = 256 << 10;

    private final FileStatus status;
    private final FileChannel channel;
    private final Executor ioThreads;

    LocalInputFile(FileStatus status, FileChannel channel, Executor ioThreads) {
        this.status = status;
        this.channel = channel;
        this.ioThreads = ioThreads;
    }

    @Override
    public FileStatus status() {
        return status;
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) {
        Objects.checkFromIndexSize(targetOffset, length, target.length);
        checkRange(offset, length);
        try {
            int done = 0;
            while (done < length) {
                int part = Math.min(MAX_READ_BYTES, length - done);
                int count = channel.read(ByteBuffer.wrap(target, targetOffset + done, part), offset + done);
                if (count < 0) {
                    throw new EngineException(
                            ErrorCode.FILE_CORRUPT,
                            "File is shorter than when the statement began: " + status.location());
                }
                done += count;
            }
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.FILE_READ_FAILED,
                    "File cannot be read: " + status.location() + ", offset " + offset + ", bytes " + length,
                    e);
        }
    }

    @Override
    public CompletableFuture<byte[]> readAsync(long offset, int length) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        try {
            checkRange(offset, length);
            ioThreads.execute(() -> complete(result, offset, length));
        } catch (EngineException e) {
            result.completeExceptionally(e);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(
                    new EngineException(ErrorCode.FILE_READ_FAILED, "File system is closed: " + status.location(), e));
        }
        return result;
    }

    private void complete(CompletableFuture<byte[]> result, long offset, int length) {
        try {
            byte[] bytes = new byte[length];
            read(offset, bytes, 0, length);
            result.complete(bytes);
        } catch (RuntimeException | OutOfMemoryError e) {
            result.completeExceptionally(e);
        }
    }

    private void checkRange(long offset, int length) {
        if (offset < 0 || length < 0 || offset > status.length() - length) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Range passes the end of the file: " + status.location() + ", length " + status.length()
                            + ", offset " + offset + ", bytes " + length);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EngineException(ErrorCode.FILE_READ_FAILED, "File cannot be closed: " + status.location(), e);
        }
    }
}
