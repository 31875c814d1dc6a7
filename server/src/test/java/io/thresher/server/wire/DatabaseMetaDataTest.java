package io.thresher.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What BI tools ask when they connect: none of it may throw. */
class DatabaseMetaDataTest {
    @RegisterExtension
    static final WireServer SERVER = new WireServer();

    @BeforeAll
    static void makeTables() throws Exception {
        Path csv = Files.writeString(
                Files.createTempDirectory(SERVER.dataDir(), "tables").resolve("orders.csv"), "id,total\n1,2.5\n");
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute(
                    "CREATE EXTERNAL TABLE shop.orders_all (id INTEGER, total DECIMAL(10, 2), \"Ordered At\" TIMESTAMP)"
                            + " STORED AS CSV LOCATION '" + csv + "'");
            statement.execute(
                    "CREATE EXTERNAL TABLE shop.ordersXall (id BIGINT, note VARCHAR(20)) STORED AS CSV LOCATION '" + csv
                            + "'");
        }
    }

    private static List<List<String>> rows(ResultSet rows, String... columns) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (String column : columns) {
                    row.add(rows.getString(column));
                }
                all.add(row);
            }
        }
        return all;
    }

    /** Every method without arguments, by reflection; and those with arguments with such as tools send. */
    @TestFactory
    Stream<DynamicTest> noCallThrows() {
        return Stream.of(DatabaseMetaData.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !List.of("unwrap", "isWrapperFor").contains(method.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .map(method ->
                        DynamicTest.dynamicTest(method.getName() + method.getParameterCount(), () -> call(method)));
    }

    private static void call(Method method) throws Exception {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (type == int.class) {
                arguments[i] = ResultSet.TYPE_FORWARD_ONLY;
            } else if (type == boolean.class) {
                arguments[i] = false;
            } else if (type == String.class && i == 2) {
                arguments[i] = "orders_all";
            }
        }
        try (Connection connection = SERVER.connect()) {
            Object answer = method.invoke(connection.getMetaData(), arguments);
            if (answer instanceof ResultSet rows) {
                assertThat(rows.getMetaData().getColumnCount()).isPositive();
                while (rows.next()) {
                    rows.getObject(1);
                }
                rows.close();
            }
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.toString(), e.getCause());
        }
    }

    @Test
    void whoAnswers() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(metaData.getDatabaseProductName()).isEqualTo("Thresher");
            assertThat(metaData.getDriverName()).startsWith("Thresher");
            assertThat(metaData.getDatabaseProductVersion()).isEqualTo("0.1.0");
            assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
            assertThat(metaData.getURL()).isEqualTo(SERVER.url());
            assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
            assertThat(metaData.getJDBCMajorVersion()).isEqualTo(4);
            assertThat(metaData.supportsTransactions()).isFalse();
            assertThat(metaData.supportsGroupBy()).isTrue();
            assertThat(metaData.supportsMixedCaseQuotedIdentifiers() || metaData.storesMixedCaseIdentifiers())
                    .isTrue();
            assertThat(metaData.getSQLKeywords()).isNotNull();
            assertThat(metaData.getMaxConnections()).isNotNegative();
        }
    }

    @Test
    void schemasAndTables() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(rows(metaData.getSchemas(), "TABLE_SCHEM")).contains(List.of("shop"));
            assertThat(rows(metaData.getSchemas(null, "sh%"), "TABLE_SCHEM")).containsExactly(List.of("shop"));
            assertThat(rows(metaData.getTables(null, "shop", "%", null), "TABLE_NAME", "TABLE_TYPE"))
                    .containsExactlyInAnyOrder(List.of("orders_all", "TABLE"), List.of("ordersXall", "TABLE"));
            assertThat(rows(
                            metaData.getTables(null, null, "orders\\_all", new String[] {"TABLE", "VIEW"}),
                            "TABLE_NAME"))
                    .containsExactly(List.of("orders_all"));
            assertThat(rows(metaData.getTables(null, null, "orders_all", null), "TABLE_NAME"))
                    .hasSize(2);
            assertThat(rows(metaData.getTables(null, null, null, new String[] {"VIEW"}), "TABLE_NAME"))
                    .isEmpty();
            assertThat(rows(metaData.getTableTypes(), "TABLE_TYPE")).contains(List.of("TABLE"));
        }
    }

    @Test
    void columns() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            ResultSet columns = connection.getMetaData().getColumns(null, "shop", "orders\\_all", "%");
            assertThat(rows(
                            columns,
                            "COLUMN_NAME",
                            "DATA_TYPE",
                            "TYPE_NAME",
                            "COLUMN_SIZE",
                            "DECIMAL_DIGITS",
                            "ORDINAL_POSITION",
                            "IS_NULLABLE"))
                    .containsExactly(
                            List.of("id", "" + Types.INTEGER, "INTEGER", "10", "0", "1", "YES"),
                            List.of("total", "" + Types.DECIMAL, "DECIMAL", "10", "2", "2", "YES"),
                            java.util.Arrays.asList(
                                    "Ordered At", "" + Types.TIMESTAMP, "TIMESTAMP", "6", null, "3", "YES"));
            assertThat(rows(connection.getMetaData().getColumns(null, null, "ORDERS\\_ALL", "TOT%"), "COLUMN_NAME"))
                    .containsExactly(List.of("total"));
        }
    }

    @Test
    void typeInfoListsEveryTypeOnce() throws SQLException {
        try (Connection connection = SERVER.connect()) {
            List<List<String>> types = rows(connection.getMetaData().getTypeInfo(), "TYPE_NAME", "DATA_TYPE");
            assertThat(types).doesNotHaveDuplicates();
            assertThat(types)
                    .extracting(type -> type.get(0))
                    .contains(
                            "BOOLEAN",
                            "TINYINT",
                            "SMALLINT",
                            "INTEGER",
                            "BIGINT",
                            "DECIMAL",
                            "REAL",
                            "DOUBLE",
                            "DATE",
                            "TIME",
                            "TIMESTAMP",
                            "TIMESTAMP WITH TIME ZONE",
                            "VARCHAR",
                            "VARBINARY");
        }
    }
}
