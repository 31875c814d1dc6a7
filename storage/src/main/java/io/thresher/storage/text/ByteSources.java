package io.thresher.storage.text;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import io.thresher.storage.file.InputFile;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;

/** Opens files as UTF-8 byte sources: decompressed by suffix, transcoded by the encoding given. */
public final class ByteSources {
    private ByteSources() {}

    /** Whether a range of the file can be read without what comes before it. */
    public static boolean isSplittable(FileStatus file, Charset charset) {
        boolean plainBytes = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        return plainBytes && !isGzip(file) && !isZstd(file);
    }

    /** Opens the bytes of a splittable file from {@code start} to {@code end}. */
    public static ByteSource openRange(FileSystem fileSystem, FileStatus file, long start, long end) {
        return new FileRangeSource(fileSystem.open(file), start, end);
    }

    /** Opens a whole file. */
    public static ByteSource open(FileSystem fileSystem, FileStatus file, Charset charset) {
        InputFile input = fileSystem.open(file);
        ByteSource source = new FileRangeSource(input, 0, file.length());
        try {
            if (isGzip(file)) {
                source = new GzipSource(source, file.location());
            } else if (isZstd(file)) {
                source = new ZstdSource(source, file.location());
            }
            boolean plainBytes = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
            return plainBytes ? source : new TranscodingSource(source, charset, file.location());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The first bytes of a file, at most {@code length}. */
    public static byte[] head(FileSystem fileSystem, FileStatus file, Charset charset, int length) {
        try (ByteSource source = open(fileSystem, file, charset)) {
            return readUpTo(source, length);
        }
    }

    /** Reads {@code length} bytes, or all that are left if fewer. */
    public static byte[] readUpTo(ByteSource source, int length) {
        byte[] bytes = new byte[Math.min(length, 64 << 10)];
        int filled = 0;
        while (filled < length) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            }
            int count = source.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
    }

    /**
     * The encoding of that name; {@code latin1} and the like are understood.
     *
     * @throws EngineException INVALID_OPTION_VALUE
     */
    public static Charset charset(String name) {
        String key = name.trim().toLowerCase(Locale.ROOT).replace('_', '-');
        try {
            return switch (key) {
                case "latin1", "latin-1" -> StandardCharsets.ISO_8859_1;
                case "utf8", "utf-8" -> StandardCharsets.UTF_8;
                case "utf16", "utf-16" -> StandardCharsets.UTF_16;
                default -> Charset.forName(key);
            };
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new EngineException(
                    ErrorCode.INVALID_OPTION_VALUE,
                    "Encoding is not known; use utf-8, latin1, utf-16 or another name that Java knows: " + name,
                    e);
        }
    }

    private static boolean isGzip(FileStatus file) {
        String name = file.location().name().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") || name.endsWith(".gzip");
    }

    private static boolean isZstd(FileStatus file) {
        String name = file.location().name().toLowerCase(Locale.ROOT);
        return name.endsWith(".zst") || name.endsWith(".zstd");
    }
}
