package io.thresher.server.differential;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A piece of SQL in our spelling and in DuckDB's. */
record Sql(String ours, String duckdb) {

    /** The same text for both. */
    static Sql of(String text) {
        return new Sql(text, text);
    }

    /** Replaces each {@code $} of the template, in order, by a part; parts stay as they are. */
    static Sql of(String template, Sql... parts) {
        return new Sql(fill(template, Sql::ours, parts), fill(template, Sql::duckdb, parts));
    }

    /** Templates that differ, over the same parts. */
    static Sql of2(String ourTemplate, String duckdbTemplate, Sql... parts) {
        return new Sql(fill(ourTemplate, Sql::ours, parts), fill(duckdbTemplate, Sql::duckdb, parts));
    }

    static Sql join(String separator, List<Sql> parts) {
        return new Sql(
                parts.stream().map(Sql::ours).collect(Collectors.joining(separator)),
                parts.stream().map(Sql::duckdb).collect(Collectors.joining(separator)));
    }

    private static String fill(String template, Function<Sql, String> side, Sql... parts) {
        StringBuilder text = new StringBuilder();
        int part = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '$') {
                text.append(side.apply(parts[part++]));
            } else {
                text.append(c);
            }
        }
        if (part != parts.length) {
            throw new IllegalArgumentException("Template with " + part + " places for " + parts.length + " parts");
        }
        return text.toString();
    }
}
