package io.thresher.execution.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.Location;
import io.thresher.storage.scan.ColumnPredicate;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanPrinterTest {
    private static final List<Field> FIELDS =
            List.of(new Field("day", DataType.DATE, true), new Field("price", DataType.decimal(12, 2), true));

    private static ScanNode scan() {
        Table table = new Table(
                new TableName("shop", "orders"),
                List.of(
                        new ColumnDefinition("day", DataType.DATE, true),
                        new ColumnDefinition("price", DataType.decimal(12, 2), true)),
                List.of(),
                StorageFormat.PARQUET,
                new Location("file", "/orders"),
                Map.of(),
                TableStatistics.UNKNOWN);
        Expression filter = new Expression.Comparison(
                ComparisonOperator.GREATER_OR_EQUAL,
                new Expression.ColumnReference(0, DataType.DATE),
                new Expression.Literal(19723L, DataType.DATE));
        return new ScanNode(
                table,
                List.of(0, 1),
                List.of(new ColumnPredicate.Range(0, 19723L, true, null, false)),
                filter,
                Long.MAX_VALUE,
                FIELDS,
                1200);
    }

    @Test
    void printsOneLineANodeWithInputsBelow() {
        PlanNode groups = new AggregateNode(
                scan(),
                List.of(0),
                List.of(List.of(0)),
                List.of(new AggregateCall("sum", List.of(1), true, -1, List.of(), DataType.decimal(38, 2))),
                List.of(FIELDS.get(0), new Field("total", DataType.decimal(38, 2), true)),
                10);
        PlanNode project = new ProjectNode(
                groups,
                List.of(
                        new Expression.ColumnReference(0, DataType.DATE),
                        new Expression.Call(
                                "multiply",
                                List.of(
                                        new Expression.ColumnReference(1, DataType.decimal(38, 2)),
                                        new Expression.Literal(BigInteger.valueOf(150), DataType.decimal(38, 2))),
                                DataType.decimal(38, 2))),
                List.of(FIELDS.get(0), new Field("gross", DataType.decimal(38, 2), true)));
        PlanNode plan = new ExchangeNode(
                new SortNode(project, List.of(new SortKey(1, true, true), new SortKey(0, false, true)), 0, 5),
                Distribution.GATHER,
                List.of());
        assertThat(PlanPrinter.print(plan)).isEqualTo("""
                        Exchange gather  [~5 rows]
                          Sort by gross DESC, day NULLS FIRST; limit 5  [~5 rows]
                            Project day, (total * 1.50) AS gross  [~10 rows]
                              Aggregate by day: sum(DISTINCT price)  [~10 rows]
                                Scan shop.orders (day, price); filter day >= DATE '2024-01-01'; prune 19723 <= day  [~1200 rows]
                        """);
    }

    @Test
    void printsNotesBelowTheNode() {
        assertThat(PlanPrinter.print(new LimitNode(scan(), 2, 3), node -> List.of("note")))
                .contains("Limit offset 2; limit 3  [~3 rows]\n    | note\n")
                .contains("  Scan")
                .contains("\n      | note\n");
    }
}
