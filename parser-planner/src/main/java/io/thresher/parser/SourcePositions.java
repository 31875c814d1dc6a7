package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Translates positions in the respelled text, which Calcite reports, into positions in the user's text. */
public final class SourcePositions {
    private final String sql;
    private final RewrittenText text;

    SourcePositions(String sql, RewrittenText text) {
        this.sql = sql;
        this.text = text;
    }

    int offset(SqlParserPos position) {
        return text.sourceOffset(position.getLineNum(), position.getColumnNum());
    }

    /** "line 3, column 14" in the user's text, for a line and column that Calcite reports. */
    public String describe(int line, int column) {
        return SyntaxErrors.position(sql, text.sourceOffset(line, column));
    }

    /** Whether the name at a line and column that Calcite reports is followed by a dot, so that it qualifies another. */
    public boolean isQualifier(int line, int column) {
        int at = text.sourceOffset(line, column);
        while (at < sql.length() && (Character.isJavaIdentifierPart(sql.charAt(at)) || sql.charAt(at) == '"')) {
            at++;
        }
        return at < sql.length() && sql.charAt(at) == '.';
    }

    EngineException syntaxError(Token found, String message, Throwable cause) {
        EngineException error = SyntaxErrors.at(sql, found, message);
        return new EngineException(ErrorCode.SYNTAX_ERROR, String.valueOf(error.getMessage()), cause);
    }
}
