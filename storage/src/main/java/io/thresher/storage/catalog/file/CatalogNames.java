package io.thresher.storage.catalog.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * File names for schema and table names: equal for names that differ in case only, and made of lower-case letters,
 * digits, {@code _ - % ~} alone, so that no name reaches outside its folder.
 */
final class CatalogNames {
    /** File names end at 255 bytes on most file systems; suffixes need some of them. */
    private static final int MAX_CHARS = 200;

    private CatalogNames() {}

    static String fileName(String name) {
        // Upper first: letters such as the sharp or dotless ones have forms that only meet that way.
        String folded = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder escaped = new StringBuilder();
        for (byte b : folded.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '_' || b == '-') {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        if (escaped.length() == 0) {
            return "~";
        }
        if (escaped.length() <= MAX_CHARS) {
            return escaped.toString();
        }
        return escaped.substring(0, MAX_CHARS - 64) + "~" + hash(folded);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
