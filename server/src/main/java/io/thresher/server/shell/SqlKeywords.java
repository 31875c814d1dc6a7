package io.thresher.server.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words that completion offers and highlighting marks. */
final class SqlKeywords {
    private static final Set<String> WORDS = new TreeSet<>(List.of(
            ("ALL ANALYZE AND ANTI ANY AS ASC BETWEEN BIGINT BOOLEAN BY CASE CAST COUNT CREATE CROSS CURRENT_DATE DATE DECIMAL"
                            + " DESC DESCRIBE DISTINCT DOUBLE DROP ELSE END EXCEPT EXISTS EXPLAIN EXTERNAL EXTRACT FALSE FETCH"
                            + " FILTER FIRST FROM FULL GROUP HAVING IF ILIKE IN INNER INTEGER INTERSECT INTERVAL IS JOIN LAST"
                            + " LEFT LIKE LIMIT LOCATION MAX MIN NATURAL NOT NULL NULLIF NULLS OFFSET ON OR ORDER OUTER OVER"
                            + " PARQUET PARTITION PARTITIONED REPLACE RESET RIGHT ROWS SCHEMA SCHEMAS SELECT SEMI SET SHOW"
                            + " STORED SUM TABLE TABLES TBLPROPERTIES THEN TIME TIMESTAMP TRUE UNION USE USING VALUES VARCHAR"
                            + " WHEN WHERE WITH AVG COALESCE SUBSTRING CSV JSON")
                    .split(" ")));

    private SqlKeywords() {}

    /** All keywords in upper case, sorted. */
    static Set<String> all() {
        return WORDS;
    }

    static boolean contains(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
