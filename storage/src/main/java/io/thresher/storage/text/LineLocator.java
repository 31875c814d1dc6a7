package io.thresher.storage.text;

import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.FileSystem;
import java.nio.charset.Charset;

/** Finds line numbers for error messages by reading the file again up to the place: errors may be slow. */
public final class LineLocator {
    private LineLocator() {}

    /**
     * The number, from 1, of the line in which the byte at {@code offset} of a file's text lies. Lines end with LF, CR
     * LF or CR.
     */
    public static long lineOf(FileSystem fileSystem, FileStatus file, Charset charset, long offset) {
        byte[] buffer = new byte[64 << 10];
        long line = 1;
        long left = offset;
        boolean afterReturn = false;
        try (ByteSource source = ByteSources.open(fileSystem, file, charset)) {
            while (left > 0) {
                int count = source.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    break;
                }
                for (int i = 0; i < count; i++) {
                    byte b = buffer[i];
                    if (b == '\r' || (b == '\n' && !afterReturn)) {
                        line++;
                    }
                    afterReturn = b == '\r';
                }
                left -= count;
            }
        }
        return line;
    }

    /** Text for an error message: shortened, control characters replaced. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), 100); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return shown.append(text.length() > 100 ? "...'" : "'").toString();
    }
}
