package io.thresher.parser;

import java.util.List;

/** Reads statements that are not queries, by recursive descent over the tokens. */
final class CommandParser {
    private CommandParser() {}

    static ParsedStatement parse(String sql, List<Token> tokens) {
        Token first = tokens.get(0);
        if (first.is("explain")) {
            boolean analyze = tokens.get(1).is("analyze");
            return new ParsedStatement.Explain(SqlParser.query(sql, tokens, analyze ? 2 : 1), analyze);
        }
        return SqlParser.query(sql, tokens, 0);
    }
}
