package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what users write, paths and {@code file:} URIs, into local {@link Location}s. */
final class LocalPaths {
    static final String SCHEME = "file";

    private LocalPaths() {}

    /**
     * Parses a path relative to {@code workingFolder}, or a {@code file:} URI. Nothing is percent-decoded in a path; in
     * a URI an encoded dot, slash, backslash or NUL is refused, because it can only be meant to pass a check unseen.
     *
     * @throws EngineException INVALID_ARGUMENT, NOT_SUPPORTED for other schemes
     */
    static Location parse(String text, Path workingFolder) {
        if (text.isEmpty()) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "File path is empty");
        }
        String path = text;
        int colon = text.indexOf(':');
        if (colon > 1 && isScheme(text, colon)) {
            String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
            if (scheme.equals(SCHEME)) {
                path = pathOfUri(text, text.substring(colon + 1));
            } else if (text.startsWith("/", colon + 1)) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "Storage scheme is not supported; use a local path: " + text);
            }
        }
        if (path.indexOf('\0') >= 0) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "File path contains a NUL character");
        }
        try {
            Path absolute = workingFolder.resolve(path).toAbsolutePath().normalize();
            return new Location(SCHEME, absolute.toString());
        } catch (InvalidPathException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Not a valid file path: " + text, e);
        }
    }

    private static boolean isScheme(String text, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                return false;
            }
        }
        return true;
    }

    private static String pathOfUri(String uri, String afterScheme) {
        String path = afterScheme;
        if (path.startsWith("//")) {
            int slash = path.indexOf('/', 2);
            String host = slash < 0 ? path.substring(2) : path.substring(2, slash);
            if (!host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED, "File URI names another host; write file:///path: " + uri);
            }
            path = slash < 0 ? "" : path.substring(slash);
        }
        if (!path.startsWith("/")) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "File URI has no absolute path: " + uri);
        }
        return percentDecoded(path, uri);
    }

    private static String percentDecoded(String path, String uri) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            int decoded = high << 4 | low;
            if (high < 0 || low < 0 || decoded == 0 || "./\\".indexOf(decoded) >= 0) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "File URI has a percent escape that is not allowed; write the character itself: " + uri);
            }
            out.write(decoded);
            i += 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
