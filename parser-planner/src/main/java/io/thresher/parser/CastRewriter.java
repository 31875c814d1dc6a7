package io.thresher.parser;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes casts, {@code x::type} and {@code CAST(x AS type)}, with types as Calcite's grammar spells them. */
final class CastRewriter {
    /** Words before a parenthesis that do not call anything. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            "and",
            "or",
            "not",
            "in",
            "any",
            "all",
            "some",
            "select",
            "distinct",
            "where",
            "having",
            "on",
            "when",
            "then",
            "else",
            "case",
            "between",
            "like",
            "ilike",
            "by",
            "from",
            "join",
            "using",
            "values",
            "as",
            "union",
            "intersect",
            "except",
            "limit",
            "offset",
            "is",
            "similar",
            "to",
            "escape");

    /** Words between a function's call and a parenthesis that belongs to it. */
    private static final Set<String> CALL_PARTS = Set.of("over", "filter", "group");

    private CastRewriter() {}

    /** Reads the type at {@code index} and returns how to spell it; {@code next[0]} becomes the index behind it. */
    static String type(String sql, List<Token> tokens, int index, int[] next) {
        TokenCursor cursor = new TokenCursor(sql, tokens, index);
        DataType type = ColumnTypeParser.parse(cursor);
        next[0] = cursor.index();
        if (type.kind() == TypeKind.TIMESTAMP_TZ) {
            return "TIMESTAMP(" + type.precision() + ") WITH LOCAL TIME ZONE";
        }
        return type.toString();
    }

    /** The index of the piece with which the operand begins that the last piece ends. */
    static int operandStart(RewrittenText out) {
        return operandStart(out, out.size() - 1);
    }

    private static int operandStart(RewrittenText out, int last) {
        int start = last;
        if (out.piece(last).equals(")")) {
            start = matching(out, last);
            if (start > 0 && isWord(out.piece(start - 1))) {
                String word = out.piece(start - 1).toLowerCase(Locale.ROOT);
                if (CALL_PARTS.contains(word)) {
                    int call = word.equals("group") ? start - 3 : start - 2;
                    return call >= 0 ? operandStart(out, call) : start;
                }
                start = NO_FUNCTIONS.contains(word) ? start : start - 1;
            }
        } else if (out.piece(last).equalsIgnoreCase("end")) {
            return matchingCase(out, last);
        }
        while (start > 1 && out.piece(start - 1).equals(".")) {
            start -= 2;
        }
        return start;
    }

    private static int matching(RewrittenText out, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            if (out.piece(i).equals(")")) {
                depth++;
            } else if (out.piece(i).equals("(") && --depth == 0) {
                return i;
            }
        }
        return close;
    }

    private static int matchingCase(RewrittenText out, int end) {
        int depth = 0;
        for (int i = end; i >= 0; i--) {
            if (out.piece(i).equalsIgnoreCase("end")) {
                depth++;
            } else if (out.piece(i).equalsIgnoreCase("case") && --depth == 0) {
                return i;
            }
        }
        return end;
    }

    private static boolean isWord(String piece) {
        return Character.isJavaIdentifierStart(piece.charAt(0)) || piece.charAt(0) == '"';
    }
}
