package io.thresher.parser;

import java.util.Locale;
import java.util.Set;

/** Words with a meaning in the grammar. */
final class Keywords {
    /** Reserved in Babel's grammar, but names in PostgreSQL where no string or parenthesis follows. */
    private static final Set<String> TYPE_LIKE =
            Set.of("date", "time", "timestamp", "row", "end", "default", "interval");

    /** Words that may follow a table and are no alias. */
    private static final Set<String> AFTER_TABLE = Set.of(
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "window",
            "qualify",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross",
            "natural",
            "on",
            "using",
            "tablesample",
            "for",
            "semi",
            "anti",
            "asof",
            "lateral");

    private Keywords() {}

    static boolean needsQuotes(String word) {
        return TYPE_LIKE.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean endsTableName(String word) {
        return AFTER_TABLE.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a word may follow a dot without quotes: after a dot every word is a name but for those Babel reserves. */
    static boolean isName(String word) {
        return !needsQuotes(word);
    }
}
