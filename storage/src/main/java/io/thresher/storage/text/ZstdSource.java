package io.thresher.storage.text;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.Location;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses zstd, of any number of frames one after the other. The library's own stream takes a cut second frame for
 * the end; here a frame that was begun must end.
 */
final class ZstdSource implements ByteSource {
    private static final int BUFFER_BYTES = 128 << 10;

    /** The library's window at its usual levels; a frame may ask for more. */
    private static final int WINDOW_BYTES = 2 << 20;

    private final ByteSource compressed;
    private final Location location;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] staging = new byte[BUFFER_BYTES];
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private boolean frameEnded = true;
    private boolean inputEnded;
    private long consumed;

    ZstdSource(ByteSource compressed, Location location) {
        this.compressed = compressed;
        this.location = location;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (!out.hasRemaining()) {
            if (!in.hasRemaining() && !inputEnded) {
                feed();
            }
            if (!in.hasRemaining() && inputEnded && frameEnded) {
                return -1;
            }
            decompress();
        }
        int count = Math.min(length, out.remaining());
        out.get(target, offset, count);
        return count;
    }

    private void feed() {
        int count = compressed.read(staging, 0, staging.length);
        inputEnded = count < 0;
        in.clear();
        in.put(staging, 0, Math.max(0, count)).flip();
        consumed += Math.max(0, count);
    }

    private void decompress() {
        boolean nothingLeft = !in.hasRemaining();
        out.clear();
        try {
            frameEnded = context.decompressDirectByteBufferStream(out, in);
        } catch (ZstdException e) {
            throw corrupt("Compressed data is damaged", e);
        }
        out.flip();
        if (nothingLeft && inputEnded && !frameEnded && !out.hasRemaining()) {
            throw corrupt("Compressed file ends too early", null);
        }
    }

    private EngineException corrupt(String what, @Nullable Exception cause) {
        return new EngineException(
                ErrorCode.FILE_CORRUPT,
                what + "; write or copy the file again: " + location + ", near byte " + (consumed - in.remaining()),
                cause);
    }

    @Override
    public long heldBytes() {
        return 3L * BUFFER_BYTES + WINDOW_BYTES + compressed.heldBytes();
    }

    @Override
    public void close() {
        context.close();
        compressed.close();
    }
}
