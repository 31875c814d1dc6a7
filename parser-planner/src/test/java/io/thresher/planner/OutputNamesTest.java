package io.thresher.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.execution.plan.Field;
import io.thresher.storage.file.LocalFileSystem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of a result's columns, compared with what PostgreSQL gives. */
class OutputNamesTest {
    private static List<String> names(String sql) {
        FakeCatalog catalog = TpchTables.catalog();
        PlannerSession session =
                new PlannerSession("default", ZoneOffset.UTC, "test", Instant.parse("2024-01-01T00:00:00Z"));
        SqlPlanner planner = new SqlPlanner(catalog, new FakeScanner(catalog), LocalFileSystem.unrestricted());
        return planner.prepare(sql, session).fields().stream().map(Field::name).toList();
    }

    @Test
    void columnsAndAliasesKeepTheirNames() {
        assertThat(names("SELECT r_name, r.r_regionkey, 1 AS one FROM region r"))
                .containsExactly("r_name", "r_regionkey", "one");
    }

    @Test
    void callsAreNamedAfterTheFunction() {
        assertThat(names("SELECT count(*), SUM(r_regionkey) FILTER (WHERE r_name > 'a'), upper(max(r_name)),"
                        + " coalesce(min(r_name), 'x') FROM region"))
                .containsExactly("count", "sum", "upper", "coalesce");
        assertThat(names(
                        "SELECT row_number() OVER (ORDER BY r_name), extract(year FROM DATE '2020-01-01') FROM region"))
                .containsExactly("row_number", "extract");
    }

    @Test
    void castsAreNamedAfterTheColumnOrElseTheType() {
        assertThat(names("SELECT r_regionkey::int, CAST(count(*) AS VARCHAR), CAST('5' AS INTEGER), '1.5'::decimal(5,2)"
                        + " FROM region GROUP BY r_regionkey"))
                .containsExactly("r_regionkey", "count", "int4", "numeric");
    }

    @Test
    void caseIsNamedAfterItsElseOrElseCase() {
        assertThat(names("SELECT CASE WHEN r_name = 'x' THEN 1 END, CASE WHEN r_name = 'x' THEN 'y' ELSE r_name END"
                        + " FROM region"))
                .containsExactly("case", "r_name");
    }

    @Test
    void everythingElseIsUnknownAndNamesMayRepeat() {
        assertThat(names("SELECT 1, 'a', r_regionkey + 1, -r_regionkey, true, DATE '2020-01-01' FROM region"))
                .containsExactly("?column?", "?column?", "?column?", "?column?", "bool", "date");
        assertThat(names("SELECT count(*), count(*) FROM region")).containsExactly("count", "count");
    }

    @Test
    void subqueriesAreNamedAfterTheirColumn() {
        assertThat(names("SELECT (SELECT max(r_name) FROM region), EXISTS (SELECT 1 FROM region)"))
                .containsExactly("max", "exists");
    }

    @Test
    void starsDoNotShiftTheNames() {
        assertThat(names("SELECT 1, *, count(*) OVER () FROM region"))
                .containsExactly("?column?", "r_regionkey", "r_name", "r_comment", "count");
    }

    @Test
    void setOperationsAreNamedByTheirFirstQuery() {
        assertThat(names("SELECT count(*) FROM region UNION ALL SELECT 2 ORDER BY 1"))
                .containsExactly("count");
    }
}
