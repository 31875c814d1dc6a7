package io.thresher.storage.text;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.Location;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns text of another encoding into UTF-8. What is not text of that encoding is an error. */
final class TranscodingSource implements ByteSource {
    private static final int BUFFER_BYTES = 32 << 10;

    private final ByteSource source;
    private final Location location;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
    private final ByteBuffer out = ByteBuffer.allocate(4 * BUFFER_BYTES).flip();
    private boolean sourceEnded;
    private boolean decoded;
    private long consumed;

    TranscodingSource(ByteSource source, Charset charset, Location location) {
        this.source = source;
        this.location = location;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.encoder = StandardCharsets.UTF_8.newEncoder();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        while (!out.hasRemaining()) {
            if (decoded) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, out.remaining());
        out.get(target, offset, count);
        return count;
    }

    private void fill() {
        if (!sourceEnded) {
            in.compact();
            int count = source.read(in.array(), in.position(), in.remaining());
            sourceEnded = count < 0;
            in.position(in.position() + Math.max(0, count));
            consumed += Math.max(0, count);
            in.flip();
        }
        chars.compact();
        check(decoder.decode(in, chars, sourceEnded));
        if (sourceEnded && !in.hasRemaining()) {
            check(decoder.flush(chars));
            decoded = true;
        }
        chars.flip();
        out.compact();
        // A high surrogate at the end stays in the buffer until its other half is there.
        check(encoder.encode(chars, out, decoded));
        out.flip();
    }

    private void check(CoderResult result) {
        if (result.isError()) {
            throw new EngineException(
                    ErrorCode.FILE_CORRUPT,
                    "Text is not of the encoding " + decoder.charset() + "; set the property encoding: " + location
                            + ", near byte " + (consumed - in.remaining()));
        }
    }

    @Override
    public long heldBytes() {
        // Bytes, chars of two bytes, and four bytes for each of them.
        return 7L * BUFFER_BYTES + source.heldBytes();
    }

    @Override
    public void close() {
        source.close();
    }
}
