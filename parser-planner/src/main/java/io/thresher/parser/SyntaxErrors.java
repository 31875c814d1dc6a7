package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;

/** Makes SYNTAX_ERROR exceptions that name the line and column of the source. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    /** An error at a place in the text. */
    static EngineException at(String sql, int offset, String message) {
        return new EngineException(ErrorCode.SYNTAX_ERROR, message + "; " + position(sql, offset));
    }

    /** An error at a token, which the message ends with. */
    static EngineException at(String sql, Token token, String message) {
        String found = token.kind() == Token.Kind.END ? "end of statement" : sql.substring(token.start(), token.end());
        return at(sql, token.start(), message + ", found: " + found);
    }

    /** "line 3, column 14", both counted from one. */
    static String position(String sql, int offset) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(offset, sql.length());
        for (int i = 0; i < end; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (end - lineStart + 1);
    }
}
