package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.EOFException;
import java.util.zip.CRC32;

/**
 * Reads the bytes of one column chunk through a window of the file: headers by themselves where pages are passed over,
 * else headers and bodies with read-ahead. Nothing outside of the chunk (and a small overhang) is read. One thread.
 */
final class PageReader implements AutoCloseable {
    /** Old writers left the dictionary page's header out of the chunk's declared length. */
    static final int OVERHANG_BYTES = 128;

    private static final int HEADER_PEEK_BYTES = 512;
    private static final int MAX_HEADER_BYTES = 16 << 20;
    private static final int READ_AHEAD_BYTES = 1 << 20;

    private final ReadContext context;
    private final long limit;
    private final long readAheadEnd;
    private final CRC32 crc = new CRC32();
    private byte[] window = new byte[0];
    private long windowAt;
    private int windowBytes;

    /** Reads {@code chunk}; read-ahead stops at {@code readAheadEnd}, an offset in the file. */
    PageReader(ReadContext context, ColumnChunk chunk, long readAheadEnd) {
        this.context = context;
        this.limit = Math.min(context.file().footerAt(), chunk.start() + chunk.length() + OVERHANG_BYTES);
        this.readAheadEnd = Math.min(readAheadEnd, limit);
    }

    /** Reads the header at {@code offset}; {@code peek} says that its body is probably not wanted. */
    PageHeader header(long offset, boolean peek) {
        if (offset >= limit) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "Column chunk ends before its rows do");
        }
        int wanted = HEADER_PEEK_BYTES;
        while (true) {
            int available = (int) Math.min(wanted, limit - offset);
            ensure(offset, available, peek ? 0 : READ_AHEAD_BYTES);
            int at = (int) (offset - windowAt);
            // All that the window has may be looked at.
            int end = windowBytes;
            try {
                PageHeader header = PageHeader.read(window, at, end);
                if (header.compressedBytes() > limit - offset - header.headerBytes()) {
                    throw new EngineException(
                            ErrorCode.FILE_CORRUPT,
                            "Page is longer than its column chunk, bytes " + header.compressedBytes());
                }
                return header;
            } catch (EOFException e) {
                if (available == limit - offset || wanted > MAX_HEADER_BYTES) {
                    throw ThriftReader.damaged();
                }
                wanted = Math.max(wanted, end - at) * 4;
            }
        }
    }

    /** Makes {@code length} bytes from {@code offset} available and returns where in {@link #window} they start. */
    int load(long offset, int length) {
        ensure(offset, length, READ_AHEAD_BYTES);
        return (int) (offset - windowAt);
    }

    /** The array that holds the bytes loaded last, a decoder's slack behind them. */
    byte[] window() {
        return window;
    }

    /** Checks a body's CRC, as declared. */
    void checkCrc(int at, int length, int declared) {
        crc.reset();
        crc.update(window, at, length);
        if ((int) crc.getValue() != declared) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "Page checksum does not match");
        }
    }

    private void ensure(long offset, int length, int readAhead) {
        if (offset >= windowAt && offset + length <= windowAt + windowBytes) {
            return;
        }
        long ahead = Math.min(readAhead, readAheadEnd - offset);
        int bytes = (int) Math.max(length, ahead);
        int kept = 0;
        if (offset >= windowAt && offset < windowAt + windowBytes) {
            kept = (int) (windowAt + windowBytes - offset);
        }
        byte[] target = window;
        if (window.length < bytes + (long) io.thresher.storage.parquet.decoding.ValueDecoder.SLACK_BYTES) {
            target = context.buffers().take(bytes);
        }
        System.arraycopy(window, (int) (kept > 0 ? offset - windowAt : 0), target, 0, kept);
        if (target != window) {
            if (window.length > 0) {
                context.buffers().give(window);
            }
            window = target;
        }
        windowBytes = 0;
        context.input().read(offset + kept, window, kept, bytes - kept);
        context.metrics().bytesRead.add(bytes - kept);
        windowAt = offset;
        windowBytes = bytes;
    }

    @Override
    public void close() {
        if (window.length > 0) {
            context.buffers().give(window);
            window = new byte[0];
            windowBytes = 0;
        }
    }
}
