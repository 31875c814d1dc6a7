package io.thresher.storage.parquet;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.InputFile;
import java.io.EOFException;

/** Reads the page headers of a column chunk one after the other with small reads, larger ones where pages are small. */
final class HeaderWalker {
    private static final int SMALL_READ_BYTES = 512;
    private static final int LARGE_READ_BYTES = 32 << 10;
    private static final int SMALL_PAGE_BYTES = 4 << 10;
    private static final int MAX_HEADER_BYTES = 16 << 20;

    private final InputFile input;
    private final long limit;
    private byte[] window = new byte[SMALL_READ_BYTES];
    private long windowAt;
    private int windowBytes;
    private int readBytes = SMALL_READ_BYTES;

    HeaderWalker(InputFile input, ColumnChunk chunk, long footerAt) {
        this.input = input;
        this.limit = Math.min(footerAt, chunk.start() + chunk.length() + PageReader.OVERHANG_BYTES);
    }

    /** The header at {@code offset}, its body within the chunk. */
    PageHeader read(long offset) {
        if (offset >= limit) {
            throw new EngineException(ErrorCode.FILE_CORRUPT, "Column chunk ends before its rows do");
        }
        int wanted = readBytes;
        boolean fresh = false;
        while (true) {
            if (fresh || offset < windowAt || offset >= windowAt + windowBytes) {
                load(offset, wanted);
                fresh = true;
            }
            try {
                int at = (int) (offset - windowAt);
                PageHeader header = PageHeader.read(window, at, windowBytes);
                if (header.compressedBytes() > limit - offset - header.headerBytes()) {
                    throw new EngineException(
                            ErrorCode.FILE_CORRUPT,
                            "Page is longer than its column chunk, bytes " + header.compressedBytes());
                }
                readBytes = header.compressedBytes() < SMALL_PAGE_BYTES ? LARGE_READ_BYTES : SMALL_READ_BYTES;
                return header;
            } catch (EOFException e) {
                boolean whole = fresh && windowBytes >= limit - offset;
                if (whole || wanted > MAX_HEADER_BYTES) {
                    throw ThriftReader.damaged();
                }
                wanted = fresh ? wanted * 4 : wanted;
                fresh = true;
            }
        }
    }

    private void load(long offset, int wanted) {
        int length = (int) Math.min(wanted, limit - offset);
        if (window.length < length) {
            window = new byte[length];
        }
        windowBytes = 0;
        input.read(offset, window, 0, length);
        windowAt = offset;
        windowBytes = length;
    }
}
