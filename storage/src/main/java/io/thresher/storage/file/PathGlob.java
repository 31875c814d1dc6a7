package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/**
 * File name patterns: {@code *} and {@code ?} within a path element, {@code **} over any number of folders,
 * {@code [a-z]} and {@code [!a-z]} for one character, {@code {a,b}} for alternatives. No escape character: a path that
 * names an existing file is taken literally before it is taken as a pattern.
 */
final class PathGlob {
    private static final int MAX_ALTERNATIVES = 1024;
    private static final String ANY_FOLDERS = "**";

    private PathGlob() {}

    /** Whether the text has a character that makes it a pattern. */
    static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path element stands for any number of folders. */
    static boolean isAnyFolders(String element) {
        return element.equals(ANY_FOLDERS);
    }

    /**
     * The patterns without braces that a pattern with braces stands for.
     *
     * @throws EngineException INVALID_ARGUMENT if there are more than 1024
     */
    static List<String> alternatives(String pattern) {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(pattern));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            int from = next.indexOf('{');
            int to = from < 0 ? -1 : closingBrace(next, from);
            if (to < 0) {
                done.add(next);
            } else {
                for (String choice : choices(next.substring(from + 1, to))) {
                    open.add(next.substring(0, from) + choice + next.substring(to + 1));
                }
            }
            if (open.size() + done.size() > MAX_ALTERNATIVES) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "File pattern stands for more than " + MAX_ALTERNATIVES + " patterns; use fewer braces: "
                                + pattern);
            }
        }
        return done;
    }

    private static int closingBrace(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> choices(String inside) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                choices.add(inside.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(inside.substring(start));
        return choices;
    }

    /** Whether {@code name} matches one path element of a pattern; takes time in proportion to the product of lengths. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int starPattern = -1;
        int starName = 0;
        while (n < name.length()) {
            int end = p < pattern.length() ? matchOne(pattern, p, name.charAt(n)) : -1;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = ++p;
                starName = n;
            } else if (end >= 0) {
                p = end;
                n++;
            } else if (starPattern >= 0) {
                p = starPattern;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Matches one character at {@code position} of the pattern; returns the position after it, or -1. */
    private static int matchOne(String pattern, int position, char c) {
        char wanted = pattern.charAt(position);
        if (wanted == '?') {
            return position + 1;
        }
        int close = wanted == '[' ? pattern.indexOf(']', position + 2) : -1;
        if (close < 0) {
            return wanted == c ? position + 1 : -1;
        }
        int i = position + 1;
        boolean negated = pattern.charAt(i) == '!' || pattern.charAt(i) == '^';
        if (negated) {
            i++;
        }
        boolean found = false;
        while (i < close) {
            char low = pattern.charAt(i);
            boolean range = i + 2 < close && pattern.charAt(i + 1) == '-';
            char high = range ? pattern.charAt(i + 2) : low;
            found |= c >= low && c <= high;
            i += range ? 3 : 1;
        }
        return found != negated ? close + 1 : -1;
    }
}
