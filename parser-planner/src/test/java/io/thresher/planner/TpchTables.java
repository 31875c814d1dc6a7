package io.thresher.planner;

import io.thresher.batch.DataType;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.ColumnStatistics;
import io.thresher.storage.catalog.StorageFormat;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import io.thresher.storage.file.Location;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TPC-H's tables with what Parquet footers tell of them at scale factor 1. */
final class TpchTables {
    private final String name;
    private final long rows;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final Map<String, ColumnStatistics> statistics = new HashMap<>();

    private TpchTables(String name, long rows) {
        this.name = name;
        this.rows = rows;
    }

    static FakeCatalog catalog() {
        FakeCatalog catalog = new FakeCatalog();
        catalog.add(new TpchTables("region", 5)
                .integer("r_regionkey", 0, 4)
                .text("r_name", "AFRICA", "MIDDLE EAST")
                .text("r_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("nation", 25)
                .integer("n_nationkey", 0, 24)
                .text("n_name", "ALGERIA", "VIETNAM")
                .integer("n_regionkey", 0, 4)
                .text("n_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("supplier", 10_000)
                .integer("s_suppkey", 1, 10_000)
                .text("s_name", "Supplier#000000001", "Supplier#000010000")
                .text("s_address", "a", "z")
                .integer("s_nationkey", 0, 24)
                .text("s_phone", "10", "34")
                .decimal("s_acctbal", -99_900, 999_900)
                .text("s_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("customer", 150_000)
                .integer("c_custkey", 1, 150_000)
                .text("c_name", "Customer#000000001", "Customer#000150000")
                .text("c_address", "a", "z")
                .integer("c_nationkey", 0, 24)
                .text("c_phone", "10", "34")
                .decimal("c_acctbal", -99_900, 999_900)
                .text("c_mktsegment", "AUTOMOBILE", "MACHINERY")
                .text("c_comment", "a", "z")
                .make());
        addPartsAndOrders(catalog);
        return catalog;
    }

    private static void addPartsAndOrders(FakeCatalog catalog) {
        catalog.add(new TpchTables("part", 200_000)
                .integer("p_partkey", 1, 200_000)
                .text("p_name", "a", "z")
                .text("p_mfgr", "Manufacturer#1", "Manufacturer#5")
                .text("p_brand", "Brand#11", "Brand#55")
                .text("p_type", "ECONOMY ANODIZED BRASS", "STANDARD POLISHED TIN")
                .integer("p_size", 1, 50)
                .text("p_container", "JUMBO BAG", "WRAP PKG")
                .decimal("p_retailprice", 90_000, 210_000)
                .text("p_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("partsupp", 800_000)
                .integer("ps_partkey", 1, 200_000)
                .integer("ps_suppkey", 1, 10_000)
                .integer("ps_availqty", 1, 9999)
                .decimal("ps_supplycost", 100, 100_000)
                .text("ps_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("orders", 1_500_000)
                .integer("o_orderkey", 1, 6_000_000)
                .integer("o_custkey", 1, 150_000)
                .text("o_orderstatus", "F", "P")
                .decimal("o_totalprice", 80_000, 60_000_000)
                .date("o_orderdate", "1992-01-01", "1998-08-02")
                .text("o_orderpriority", "1-URGENT", "5-LOW")
                .text("o_clerk", "Clerk#000000001", "Clerk#000001000")
                .integer("o_shippriority", 0, 0)
                .text("o_comment", "a", "z")
                .make());
        catalog.add(new TpchTables("lineitem", 6_001_215)
                .integer("l_orderkey", 1, 6_000_000)
                .integer("l_partkey", 1, 200_000)
                .integer("l_suppkey", 1, 10_000)
                .integer("l_linenumber", 1, 7)
                .decimal("l_quantity", 100, 5000)
                .decimal("l_extendedprice", 90_000, 10_000_000)
                .decimal("l_discount", 0, 10)
                .decimal("l_tax", 0, 8)
                .text("l_returnflag", "A", "R")
                .text("l_linestatus", "F", "O")
                .date("l_shipdate", "1992-01-02", "1998-12-01")
                .date("l_commitdate", "1992-01-31", "1998-10-31")
                .date("l_receiptdate", "1992-01-03", "1998-12-31")
                .text("l_shipinstruct", "COLLECT COD", "TAKE BACK RETURN")
                .text("l_shipmode", "AIR", "TRUCK")
                .text("l_comment", "a", "z")
                .make());
    }

    private TpchTables integer(String column, long min, long max) {
        return column(column, DataType.BIGINT, min, max);
    }

    private TpchTables decimal(String column, long min, long max) {
        return column(column, DataType.decimal(15, 2), min, max);
    }

    private TpchTables date(String column, String min, String max) {
        return column(
                column,
                DataType.DATE,
                LocalDate.parse(min).toEpochDay(),
                LocalDate.parse(max).toEpochDay());
    }

    private TpchTables text(String column, String min, String max) {
        return column(column, DataType.VARCHAR, min, max);
    }

    private TpchTables column(String column, DataType type, @Nullable Object min, @Nullable Object max) {
        columns.add(new ColumnDefinition(column, type, true));
        statistics.put(column, new ColumnStatistics(0, -1, min, max, -1));
        return this;
    }

    private Table make() {
        return new Table(
                new TableName("default", name),
                columns,
                List.of(),
                StorageFormat.PARQUET,
                new Location("file", "/tpch/" + name),
                Map.of(),
                new TableStatistics(rows, rows * 40, statistics));
    }
}
