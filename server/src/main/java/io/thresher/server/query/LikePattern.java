package io.thresher.server.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** LIKE's and JDBC's name patterns: {@code %} any text, {@code _} one character, {@code \} takes the next literally; no regard to case. */
public final class LikePattern {
    private LikePattern() {}

    /** Whether {@code name} matches; a null pattern matches all. */
    public static boolean matches(@Nullable String pattern, String name) {
        return pattern == null || matches(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '%') {
                for (int rest = n; rest <= name.length(); rest++) {
                    if (matches(pattern, p + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (c == '\\' && p + 1 < pattern.length()) {
                p++;
                c = pattern.charAt(p);
            } else if (c == '_') {
                c = n < name.length() ? name.charAt(n) : 0;
            }
            if (n >= name.length() || name.charAt(n) != c) {
                return false;
            }
            p++;
            n++;
        }
        return n == name.length();
    }
}
