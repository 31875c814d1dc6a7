package io.thresher.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a long IN list of literals, kept out of the syntax tree: a hundred thousand of them are too many for
 * Calcite. In the tree a string that begins with {@link #MARKER} stands for the list.
 */
public record LiteralList(List<Value> values) {
    /** The beginning of the string that stands for a list; its number follows. */
    public static final String MARKER = "\u0000list:";

    /** Lists with fewer values stay in the tree, where the optimizer understands them. */
    static final int MIN_VALUES = 200;

    public LiteralList {
        values = List.copyOf(values);
    }

    /** A number or string as written; NULL if {@code text} is null. */
    public record Value(@Nullable String text, boolean number) {}

    /**
     * Reads a list of literals whose opening parenthesis stands at {@code index}; null if it is short or holds anything
     * else.
     */
    static @Nullable LiteralList read(List<Token> tokens, int index) {
        List<Value> values = new ArrayList<>();
        int at = index + 1;
        while (true) {
            boolean minus = tokens.get(at).isSymbol("-");
            Token token = tokens.get(minus ? at + 1 : at);
            if (token.kind() == Token.Kind.NUMBER) {
                values.add(new Value((minus ? "-" : "") + token.text(), true));
            } else if (token.kind() == Token.Kind.STRING && !minus) {
                values.add(new Value(token.text(), false));
            } else if (token.is("null") && !minus) {
                values.add(new Value(null, false));
            } else {
                return null;
            }
            at += minus ? 2 : 1;
            if (tokens.get(at).isSymbol(")")) {
                return values.size() < MIN_VALUES ? null : new LiteralList(values);
            }
            if (!tokens.get(at).isSymbol(",")) {
                return null;
            }
            at++;
        }
    }

    /** The index of the closing parenthesis of the list that begins at {@code index}. */
    static int end(List<Token> tokens, int index) {
        int at = index;
        while (!tokens.get(at).isSymbol(")")) {
            at++;
        }
        return at;
    }
}
