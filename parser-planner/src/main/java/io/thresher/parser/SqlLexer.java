package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.parser.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits SQL text into tokens; leaves out white space and comments ({@code --} to the line's end, nested
 * {@code /* *}{@code /}).
 */
final class SqlLexer {
    private static final List<String> SYMBOLS =
            List.of("!~*", "<=>", "!~~", "->>", "::", "||", "<=", ">=", "<>", "!=", "==", "!~", "~*", "->", "=>");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /**
     * The tokens of {@code sql}, the last one of kind END.
     *
     * @throws EngineException SYNTAX_ERROR for a string, name or comment without end, or a character without meaning
     */
    static List<Token> tokenize(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.next()) {
            // every call adds a token
        }
        lexer.add(Kind.END, "", sql.length());
        return lexer.tokens;
    }

    private boolean next() {
        skipBlanks();
        if (position >= sql.length()) {
            return false;
        }
        char c = sql.charAt(position);
        if (c == '\'') {
            string(position, position, false);
        } else if ((c == 'e' || c == 'E') && at(position + 1) == '\'') {
            string(position, position + 1, true);
        } else if ((c == 'x' || c == 'X') && at(position + 1) == '\'') {
            string(position, position + 1, false);
            Token text = tokens.remove(tokens.size() - 1);
            tokens.add(new Token(Kind.BINARY, text.text(), text.start(), text.end()));
        } else if (c == '"') {
            quoted();
        } else if (c == '$' && (at(position + 1) == '$' || Character.isLetter(at(position + 1)))) {
            dollarQuoted();
        } else if (isDigit(c) || (c == '.' && isDigit(at(position + 1)))) {
            number();
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            word();
        } else {
            symbol(c);
        }
        return true;
    }

    private void skipBlanks() {
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (c == '-' && at(position + 1) == '-') {
                int end = sql.indexOf('\n', position);
                position = end < 0 ? sql.length() : end;
            } else if (c == '/' && at(position + 1) == '*') {
                skipBlockComment();
            } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
                position++;
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int start = position;
        int depth = 0;
        while (position < sql.length()) {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                position++;
            }
        }
        throw SyntaxErrors.at(sql, start, "Comment without end");
    }

    private void string(int start, int quote, boolean escapes) {
        StringBuilder text = new StringBuilder();
        int at = quote + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' && at(at + 1) == '\'') {
                text.append('\'');
                at += 2;
            } else if (c == '\'') {
                add(Kind.STRING, text.toString(), start, at + 1);
                return;
            } else if (escapes && c == '\\' && at + 1 < sql.length()) {
                at = escape(at + 1, text);
            } else {
                text.append(c);
                at++;
            }
        }
        throw SyntaxErrors.at(sql, start, "String without closing quote");
    }

    /** Appends what the escape at {@code at} (after the backslash) stands for; returns where the text goes on. */
    private int escape(int at, StringBuilder text) {
        char c = sql.charAt(at);
        int digits = switch (c) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0) {
            int end = at + 1;
            while (end < sql.length() && end <= at + digits && Character.digit(sql.charAt(end), 16) >= 0) {
                end++;
            }
            if (end == at + 1) {
                throw SyntaxErrors.at(sql, at - 1, "Escape without hexadecimal digits");
            }
            int point = Integer.parseUnsignedInt(sql, at + 1, end, 16);
            if (!Character.isValidCodePoint(point)) {
                throw SyntaxErrors.at(sql, at - 1, "Escape is not a Unicode code point");
            }
            text.appendCodePoint(point);
            return end;
        }
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            default -> text.append(c);
        }
        return at + 1;
    }

    private void quoted() {
        StringBuilder text = new StringBuilder();
        int at = position + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '"' && at(at + 1) == '"') {
                text.append('"');
                at += 2;
            } else if (c == '"') {
                if (text.isEmpty()) {
                    throw SyntaxErrors.at(sql, position, "Quoted name is empty");
                }
                add(Kind.QUOTED, text.toString(), position, at + 1);
                return;
            } else {
                text.append(c);
                at++;
            }
        }
        throw SyntaxErrors.at(sql, position, "Quoted name without closing quote");
    }

    private void dollarQuoted() {
        int tagEnd = sql.indexOf('$', position + 1);
        if (tagEnd < 0) {
            throw SyntaxErrors.at(sql, position, "Unexpected character: $");
        }
        String tag = sql.substring(position, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            throw SyntaxErrors.at(sql, position, "String without end: " + tag);
        }
        add(Kind.STRING, sql.substring(tagEnd + 1, end), position, end + tag.length());
    }

    private void number() {
        int at = position;
        while (isDigit(at(at))) {
            at++;
        }
        if (at(at) == '.') {
            at++;
            while (isDigit(at(at))) {
                at++;
            }
        }
        char exponent = at(at);
        if (exponent == 'e' || exponent == 'E') {
            int digits = at(at + 1) == '+' || at(at + 1) == '-' ? at + 2 : at + 1;
            if (isDigit(at(digits))) {
                at = digits;
                while (isDigit(at(at))) {
                    at++;
                }
            }
        }
        if (Character.isJavaIdentifierStart(at(at))) {
            throw SyntaxErrors.at(sql, position, "Number runs into a name: " + sql.substring(position, at + 1));
        }
        add(Kind.NUMBER, sql.substring(position, at), position, at);
    }

    private void word() {
        int at = position + 1;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        add(Kind.WORD, sql.substring(position, at), position, at);
    }

    private void symbol(char c) {
        if (c == '?') {
            add(Kind.PARAMETER, "?", position, position + 1);
            return;
        }
        for (String symbol : SYMBOLS) {
            if (sql.startsWith(symbol, position)) {
                add(Kind.SYMBOL, symbol, position, position + symbol.length());
                return;
            }
        }
        if ("+-*/%=<>(),.;[]{}:^&|~!@#".indexOf(c) < 0) {
            throw SyntaxErrors.at(sql, position, "Unexpected character: " + printable(c));
        }
        add(Kind.SYMBOL, String.valueOf(c), position, position + 1);
    }

    private static String printable(char c) {
        return c >= ' ' && c != '\u007f' ? String.valueOf(c) : String.format(Locale.ROOT, "U+%04X", (int) c);
    }

    private void add(Kind kind, String text, int end) {
        add(kind, text, position, end);
    }

    private void add(Kind kind, String text, int start, int end) {
        tokens.add(new Token(kind, text, start, end));
        position = end;
    }

    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
