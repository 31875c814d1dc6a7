package io.thresher.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Scripts read what {@code thresher sql} prints: NULL, empty text, quotes and line breaks must come out unmistakable. */
class RowPrinterTest {
    private static final String SQL =
            "SELECT 1 AS n, CAST(NULL AS VARCHAR) AS a, '' AS e, 'x,\"y\"' AS q, 'l1' || chr(10) || 'l2' AS m"
                    + " UNION ALL SELECT -20, 'b', 'c', 'd', 'e' ORDER BY n DESC";

    private static String print(OutputFormat format) throws SQLException {
        StringWriter text = new StringWriter();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = connection.createStatement().executeQuery(SQL)) {
            assertThat(RowPrinter.of(format).print(rows, new PrintWriter(text))).isEqualTo(2);
        }
        return text.toString();
    }

    @Test
    void csvQuotesWhatNeedsIt() throws SQLException {
        assertThat(print(OutputFormat.CSV)).isEqualTo("n,a,e,q,m\n1,,\"\",\"x,\"\"y\"\"\",\"l1\nl2\"\n-20,b,c,d,e\n");
    }

    @Test
    void tableAlignsNumbersRight() throws SQLException {
        assertThat(print(OutputFormat.TABLE)).isEqualTo("""
                 n   | a    | e   | q     | m
                -----+------+-----+-------+--------
                   1 | NULL |     | x,"y" | l1\\nl2
                 -20 | b    | c   | d     | e
                """);
    }

    @Test
    void jsonKeepsTypes() throws SQLException {
        assertThat(print(OutputFormat.JSON).replaceAll("\\s", ""))
                .isEqualTo("[{\"n\":1,\"a\":null,\"e\":\"\",\"q\":\"x,\\\"y\\\"\",\"m\":\"l1\\nl2\"},"
                        + "{\"n\":-20,\"a\":\"b\",\"e\":\"c\",\"q\":\"d\",\"m\":\"e\"}]");
    }

    @Test
    void verticalShowsOneValueALine() throws SQLException {
        assertThat(print(OutputFormat.VERTICAL)).startsWith("-[ RECORD 1 ]-\nn | 1\na | NULL\n");
    }

    @Test
    void markdownIsATable() throws SQLException {
        assertThat(print(OutputFormat.MARKDOWN)).contains("| --: |");
    }
}
