package io.thresher.parser;

import io.thresher.error.EngineException;
import io.thresher.parser.Token.Kind;
import java.util.List;
import java.util.Locale;

/** Walks over a statement's tokens and says what it expected where it finds something else. */
final class TokenCursor {
    private final String sql;
    private final List<Token> tokens;
    private int index;

    TokenCursor(String sql, List<Token> tokens) {
        this(sql, tokens, 0);
    }

    TokenCursor(String sql, List<Token> tokens, int index) {
        this.sql = sql;
        this.tokens = tokens;
        this.index = index;
    }

    String sql() {
        return sql;
    }

    List<Token> tokens() {
        return tokens;
    }

    int index() {
        return index;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            index++;
        }
        return token;
    }

    /** Passes the keywords if they come next, all of them. */
    boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!peek(i).is(keywords[i])) {
                return false;
            }
        }
        index += keywords.length;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        if (!peek().isSymbol(symbol)) {
            return false;
        }
        index++;
        return true;
    }

    void expect(String... keywords) {
        for (String keyword : keywords) {
            if (!accept(keyword)) {
                throw wrong(keyword.toUpperCase(Locale.ROOT));
            }
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw wrong(symbol);
        }
    }

    String expectName(String what) {
        if (!peek().isName()) {
            throw wrong(what);
        }
        return next().text();
    }

    String expectString(String what) {
        if (peek().kind() != Kind.STRING) {
            throw wrong(what);
        }
        return next().text();
    }

    int expectNumber(String what) {
        Token token = peek();
        try {
            if (token.kind() == Kind.NUMBER) {
                int number = Integer.parseInt(token.text());
                next();
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(what);
        }
        throw wrong(what);
    }

    /** A name, or schema and name with a dot between. */
    ParsedStatement.Name expectQualifiedName(String what) {
        String first = expectName(what);
        return acceptSymbol(".")
                ? new ParsedStatement.Name(first, expectName(what), false)
                : new ParsedStatement.Name(null, first, false);
    }

    /** The statement must be over, but for a semicolon. */
    void expectEnd() {
        while (acceptSymbol(";")) {
            // trailing semicolons mean nothing
        }
        if (peek().kind() != Kind.END) {
            throw wrong("end of statement");
        }
    }

    /** A syntax error at the next token. */
    EngineException wrong(String expected) {
        return SyntaxErrors.at(sql, peek(), "Syntax error, expected: " + expected);
    }
}
