package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/** Reads one statement. Thread-safe, as it holds nothing. */
public final class SqlParser {
    /** The schema under which file paths used as tables are looked up. */
    public static final String PATH_SCHEMA = "$path";
    /** The name that stands for GROUP BY ALL's keys. */
    public static final String GROUP_BY_ALL = "$all";
    /** The longest statement, in bytes of UTF-8. */
    public static final int MAX_STATEMENT_BYTES = 1 << 20;

    private static final org.apache.calcite.sql.parser.SqlParser.Config CONFIG =
            org.apache.calcite.sql.parser.SqlParser.config()
                    .withParserFactory(SqlBabelParserImpl.FACTORY)
                    .withQuoting(Quoting.DOUBLE_QUOTE)
                    .withUnquotedCasing(Casing.UNCHANGED)
                    .withQuotedCasing(Casing.UNCHANGED)
                    .withCaseSensitive(false)
                    .withIdentifierMaxLength(1024)
                    .withConformance(Conformance.INSTANCE);

    private SqlParser() {}

    /**
     * Reads a statement.
     *
     * @throws EngineException SYNTAX_ERROR with line and column, STATEMENT_TOO_COMPLEX
     */
    public static ParsedStatement parse(String sql) {
        if (sql.length() > MAX_STATEMENT_BYTES || sql.getBytes(StandardCharsets.UTF_8).length > MAX_STATEMENT_BYTES) {
            throw new EngineException(
                    ErrorCode.STATEMENT_TOO_COMPLEX,
                    "Statement is too long; load long lists into a table, bytes allowed: " + MAX_STATEMENT_BYTES);
        }
        List<Token> tokens = SqlLexer.tokenize(sql);
        if (tokens.size() == 1) {
            throw new EngineException(ErrorCode.SYNTAX_ERROR, "Statement is empty");
        }
        return CommandParser.parse(sql, tokens);
    }

    /** Reads the query that begins at token {@code first}. */
    static ParsedStatement.Query query(String sql, List<Token> tokens, int first) {
        QueryRewriter.Rewritten rewritten = QueryRewriter.rewrite(sql, tokens, first);
        RewrittenText text = rewritten.text();
        SourcePositions positions = new SourcePositions(sql, text);
        try {
            SqlNode node = org.apache.calcite.sql.parser.SqlParser.create(text.toString(), CONFIG)
                    .parseQuery();
            int parameters = (int) tokens.stream()
                    .filter(t -> t.kind() == Token.Kind.PARAMETER)
                    .count();
            return new ParsedStatement.Query(node, parameters, rewritten.lists(), positions);
        } catch (SqlParseException e) {
            throw syntaxError(tokens, positions, e);
        }
    }

    private static EngineException syntaxError(List<Token> tokens, SourcePositions positions, SqlParseException e) {
        SqlParserPos place = e.getPos();
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (place == null) {
            return new EngineException(ErrorCode.SYNTAX_ERROR, "Syntax error: " + firstLine(e), cause);
        }
        int offset = positions.offset(place);
        Token found = tokens.get(tokens.size() - 1);
        boolean atEnd = firstLine(cause).contains("<EOF>");
        for (Token token : tokens) {
            if (!atEnd && token.start() >= offset) {
                found = token;
                break;
            }
        }
        boolean plain =
                e.getExpectedTokenNames() != null && !e.getExpectedTokenNames().isEmpty();
        String message = plain ? "Syntax error" : "Syntax error: " + firstLine(cause);
        return positions.syntaxError(found, message, cause);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).trim();
    }
}
