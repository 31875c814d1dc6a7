package io.thresher.parser;

/**
 * A token of SQL text. {@code text} is the value without quotes and escapes; {@code start} and {@code end} are its place
 * in the source.
 */
record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    enum Kind {
        /** A name or keyword without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A string in single quotes, also E'...' and $$...$$. */
        STRING,
        /** A binary string X'...'; the text is the hexadecimal digits. */
        BINARY,
        NUMBER,
        /** A question mark. */
        PARAMETER,
        /** Any other symbol, the longest that has a meaning. */
        SYMBOL,
        END
    }

    /** Whether this is the keyword, in any case. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isAny(String... keywords) {
        for (String keyword : keywords) {
            if (is(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
