package io.thresher.storage.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, records and properties that do not fit. */
class CsvErrorsTest extends CsvTables {
    @Test
    void aNullInAColumnDefinedNotNullIsAnError() throws IOException {
        Table table = declared("1,2\n3,\n", Map.of("header", "false"), DataType.INTEGER, DataType.INTEGER);
        List<ColumnDefinition> columns = new ArrayList<>();
        table.dataColumns().forEach(c -> columns.add(new ColumnDefinition(c.name(), c.type(), false)));
        Table defined = new Table(
                table.name(),
                columns,
                List.of(),
                table.format(),
                table.location(),
                table.properties(),
                table.statistics());
        assertFails(() -> rows(defined), ErrorCode.BAD_FILE_VALUE, "NOT NULL", "column: c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x", "100%", "7k", "-3e", "5,", "1.5x", "+", ".", "5 5"})
    void aNumberWithSomethingBehindItIsNoDouble(String text) throws IOException {
        Table table = declared(
                "1.5\n" + text + "\n5.\n",
                Map.of("header", "false", "delimiter", "|", "on_error", "null"),
                DataType.DOUBLE);
        assertThat(rows(table)).containsExactly(row("1.5"), row((String) null), row("5.0"));
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() throws IOException {
        byte[] bytes = "a,b\n1,x\n2,\u00ff\n".getBytes(StandardCharsets.ISO_8859_1);
        Table table = table("x.csv", bytes, Map.of());
        assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3", "column b");
    }

    @Test
    void aValueThatDoesNotFitIsAnErrorThatSaysWhere() throws IOException {
        Table table = declared("id,n\n1,5\n\"2\n\",x\n", Map.of("header", "true"), DataType.VARCHAR, DataType.INTEGER);
        assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 4", "column c1", "'x'", "on_error", "VARCHAR");
    }

    @Test
    void onErrorNullReadsNullAndCounts() throws IOException {
        Table table = declared(
                "1,5\nx,6\n3\n4,99999999999\n",
                Map.of("header", "false", "delimiter", ",", "on_error", "null"),
                DataType.INTEGER,
                DataType.INTEGER);
        ScanRequest request = request(table, 0, 1);
        assertThat(rows(table)).containsExactly(row("1", "5"), row(null, "6"), row("3", null), row("4", null));
        assertThat(scanner.splits(request).metrics().badRows.sum()).isZero();
    }

    @Test
    void onErrorSkipLeavesRowsOutWhicheverColumnsAreRead() throws IOException {
        Table table = declared(
                "1,5\nx,6\n3\n4,99999999999\n5,7,8\n6,\"8\"x\n7,9\n",
                Map.of("header", "false", "delimiter", ",", "on_error", "skip"),
                DataType.INTEGER,
                DataType.INTEGER);
        assertThat(rows(table)).containsExactly(row("1", "5"), row("7", "9"));
        assertThat(ScannedRows.of(scanner, request(table, 0), null)).containsExactly(row("1"), row("7"));
        assertThat(ScannedRows.of(scanner, request(table), null)).hasSize(2);
    }

    @Test
    void raggedAndMalformedRecordsAreErrors() throws IOException {
        for (String text : List.of("a,b\n1,2\n3\n", "a,b\n1,2\n3,4,5\n", "a,b\n1,2\n\"3\"x,4\n", "a,b\n1,2\n3,\"4\n")) {
            Table table = table(text, Map.of("delimiter", ",", "header", "true", "quote", "\""));
            assertFails(() -> rows(table), ErrorCode.BAD_FILE_VALUE, "line 3");
        }
    }

    @Test
    void aQuoteThatIsNeverClosedIsAnErrorEvenInABigFile() throws IOException {
        byte[] bytes = new byte[70 << 20];
        Arrays.fill(bytes, (byte) 'x');
        byte[] head = "a,b\n1,2\n3,\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, bytes, 0, head.length);
        Table table = table("q.csv", bytes, Map.of("delimiter", ",", "header", "true", "quote", "\""));
        assertFails(() -> rows(table), ErrorCode.FILE_CORRUPT, "quote");
    }

    @Test
    void unknownPropertiesAreErrors() {
        assertFails(() -> table("a,b\n1,2\n", Map.of("delimeter", ";")), ErrorCode.INVALID_OPTION_VALUE, "delimeter");
        assertFails(() -> table("a,b\n1,2\n", Map.of("on_error", "ignore")), ErrorCode.INVALID_OPTION_VALUE, "fail");
        assertFails(
                () -> table("a,b\n1,2\n", Map.of("encoding", "klingon")), ErrorCode.INVALID_OPTION_VALUE, "klingon");
        assertFails(() -> table("a,b\n1,2\n", Map.of("delimiter", "")), ErrorCode.INVALID_OPTION_VALUE, "delimiter");
    }
}
