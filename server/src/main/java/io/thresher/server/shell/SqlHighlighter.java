package io.thresher.server.shell;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours keywords, strings, numbers and comments while a statement is typed. */
final class SqlHighlighter implements Highlighter {
    private static final AttributedStyle KEYWORD = AttributedStyle.BOLD.foreground(AttributedStyle.BLUE);
    private static final AttributedStyle STRING = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT);

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        int i = 0;
        while (i < buffer.length()) {
            int end = tokenEnd(buffer, i);
            text.styled(style(buffer.substring(i, end)), buffer.substring(i, end));
            i = end;
        }
        return text.toAttributedString();
    }

    private static AttributedStyle style(String token) {
        char c = token.charAt(0);
        if (c == '\'') {
            return STRING;
        }
        if (token.startsWith("--") || token.startsWith("/*")) {
            return COMMENT;
        }
        if (Character.isDigit(c)) {
            return NUMBER;
        }
        return SqlKeywords.contains(token) ? KEYWORD : AttributedStyle.DEFAULT;
    }

    private static int tokenEnd(String text, int start) {
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            int end = text.indexOf(c, start + 1);
            return end < 0 ? text.length() : end + 1;
        }
        if (text.startsWith("--", start)) {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() : end;
        }
        if (text.startsWith("/*", start)) {
            int end = text.indexOf("*/", start + 2);
            return end < 0 ? text.length() : end + 2;
        }
        int end = start + 1;
        if (isWordPart(c)) {
            while (end < text.length() && isWordPart(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
