package io.thresher.server.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements at semicolons outside strings, quoted names and comments. What a statement means is for the
 * server; this knows only where one may end.
 */
final class StatementSplitter {
    private StatementSplitter() {}

    /** What a text holds: whole statements, without their semicolons, and what follows the last one (blank if nothing). */
    record Script(List<String> statements, String rest) {
        /** All of it: the rest, if any, is one more statement, such as one whose string does not end. */
        List<String> all() {
            List<String> all = new ArrayList<>(statements);
            if (!rest.isEmpty()) {
                all.add(rest);
            }
            return all;
        }
    }

    static Script split(String text) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ';') {
                add(statements, text.substring(start, i));
                start = i + 1;
            }
            i = skip(text, i);
        }
        String rest = text.substring(start);
        return new Script(statements, isBlank(rest) ? "" : rest);
    }

    private static void add(List<String> statements, String statement) {
        if (!isBlank(statement)) {
            statements.add(statement.strip());
        }
    }

    /** Whether a text holds nothing but white space and comments. */
    static boolean isBlank(String text) {
        int i = 0;
        while (i < text.length()) {
            int next = skip(text, i);
            if (next == i + 1 && !Character.isWhitespace(text.charAt(i))) {
                return false;
            }
            if (next > i + 1 && !text.startsWith("--", i) && !text.startsWith("/*", i)) {
                return false;
            }
            i = next;
        }
        return true;
    }

    /** The position after the token at {@code i}: a string, a quoted name or a comment as a whole, else one character. */
    private static int skip(String text, int i) {
        char c = text.charAt(i);
        if (c == '\'' || c == '"') {
            return quoteEnd(text, i, c, c == '\'' && i > 0 && isEscapePrefix(text, i - 1));
        }
        if (text.startsWith("--", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end + 1;
        }
        if (text.startsWith("/*", i)) {
            return commentEnd(text, i);
        }
        return i + 1;
    }

    private static boolean isEscapePrefix(String text, int i) {
        char c = text.charAt(i);
        return (c == 'e' || c == 'E') && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
    }

    private static int quoteEnd(String text, int start, char quote, boolean backslash) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (backslash && c == '\\') {
                i += 2;
                continue;
            }
            i++;
            if (c == quote) {
                if (i < text.length() && text.charAt(i) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return text.length();
    }

    /** Comments nest, as in PostgreSQL. */
    private static int commentEnd(String text, int start) {
        int depth = 0;
        int i = start;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return text.length();
    }
}
