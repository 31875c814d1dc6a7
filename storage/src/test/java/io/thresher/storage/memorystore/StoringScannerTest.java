package io.thresher.storage.memorystore;

import static io.thresher.storage.memorystore.StoringFixture.lines;
import static io.thresher.storage.memorystore.StoringFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.ColumnBatch;
import io.thresher.error.StopCheck;
import io.thresher.memory.RawMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ColumnPredicate;
import io.thresher.storage.scan.RowFilter;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.StoreUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from files, what from the store, and that nobody can tell from the rows. */
class StoringScannerTest {
    @TempDir
    Path folder;

    private StoringFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoringFixture(folder);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(fixture.pool.usedBytes()).isEqualTo(fixture.store.counters().bytes());
        fixture.close();
    }

    @Test
    void fromTheSecondScanOnColumnsAreKeptAndFromTheThirdOnReadFromMemory() throws IOException {
        Table table = fixture.table("t.csv", lines(5000));
        List<List<String>> right = fixture.fileRows(table);
        assertThat(right).hasSize(5000);
        fixture.files.opened();
        assertThat(fixture.rows(table)).isEqualTo(right);
        assertThat(fixture.files.opened()).isEqualTo(1);
        assertThat(fixture.store.counters().loads()).isZero();
        assertThat(fixture.rows(table)).isEqualTo(right);
        assertThat(fixture.files.opened()).isEqualTo(1);
        assertThat(fixture.store.counters().loads()).isEqualTo(2);
        assertThat(fixture.rows(table)).isEqualTo(right);
        assertThat(fixture.files.opened()).isZero();
        assertThat(fixture.store.counters().hits()).isEqualTo(2);
    }

    @Test
    void columnsAreCountedOneByOne() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        ScanRequest ids = new ScanRequest(table, List.of(0), List.of(), Long.MAX_VALUE, StopCheck.NEVER, StoreUse.AUTO);
        fixture.rows(ids, null);
        fixture.rows(ids, null);
        assertThat(fixture.store.counters().loads()).isEqualTo(1);
        // The name is scanned for the first time, so the unit is read from its file.
        fixture.files.opened();
        fixture.rows(table);
        assertThat(fixture.files.opened()).isEqualTo(1);
        assertThat(fixture.store.counters().loads()).isEqualTo(1);
        // Then it joins what is there.
        assertThat(fixture.rows(table)).isEqualTo(fixture.fileRows(table));
        assertThat(fixture.store.counters().loads()).isEqualTo(2);
    }

    @Test
    void aColumnThatIsReadTwiceIsKeptOnce() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        ScanRequest twice =
                new ScanRequest(table, List.of(1, 0, 1), List.of(), Long.MAX_VALUE, StopCheck.NEVER, StoreUse.AUTO);
        List<List<String>> right = ScannedRows.of(fixture.files, twice, null);
        for (int run = 0; run < 3; run++) {
            assertThat(fixture.rows(twice, null)).isEqualTo(right);
        }
        assertThat(fixture.store.counters().loads()).isEqualTo(2);
    }

    @Test
    void whenTheStoreIsOffNothingIsCountedKeptOrFound() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        for (int run = 0; run < 3; run++) {
            fixture.rows(request(table, StoreUse.OFF), null);
        }
        fixture.rows(table);
        assertThat(fixture.store.counters().loads()).isZero();
        fixture.rows(table);
        fixture.files.opened();
        long hits = fixture.store.counters().hits();
        fixture.rows(request(table, StoreUse.OFF), null);
        assertThat(fixture.files.opened()).isEqualTo(1);
        assertThat(fixture.store.counters().hits()).isEqualTo(hits);
    }

    @Test
    void onRequestTheFirstScanKeepsAll() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        fixture.kept.add(table);
        fixture.rows(request(table, StoreUse.KEEP), null);
        assertThat(fixture.store.counters().loads()).isEqualTo(2);
        fixture.files.opened();
        assertThat(fixture.rows(table)).isEqualTo(fixture.fileRows(table));
        assertThat(fixture.files.opened()).as("that of the comparison").isEqualTo(1);
        assertThat(fixture.store.totals()).allMatch(StoredTotal::kept);
    }

    @Test
    void aTableThatIsKeptIsLoadedByTheFirstScan() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        fixture.kept.add(table);
        fixture.rows(table);
        assertThat(fixture.store.counters().loads()).isEqualTo(2);
    }

    @Test
    void aScanThatEndsAfterSomeRowsLoadsNothingButReadsWhatIsThere() throws IOException {
        Table table = fixture.table("t.csv", lines(100));
        ScanRequest five = new ScanRequest(table, List.of(0, 1), List.of(), 5, StopCheck.NEVER, StoreUse.AUTO);
        for (int run = 0; run < 4; run++) {
            fixture.rows(five, null);
        }
        assertThat(fixture.store.counters().loads()).isZero();
        fixture.fill(table);
        assertThat(fixture.rows(five, null)).isEqualTo(fixture.fileRows(table).subList(0, 5));
        assertThat(fixture.files.opened()).as("that of the comparison").isEqualTo(1);
    }

    @Test
    void partitionsAreConstantsBesideWhatIsKept() throws IOException {
        fixture.write("t/p=1/a.csv", lines(10));
        fixture.write("t/p=2/a.csv", lines(20));
        Table table = fixture.scanner.tableOfPath(folder + "/t");
        fixture.fill(table);
        assertThat(fixture.store.counters().loads()).isEqualTo(4);
        List<List<String>> rows = fixture.rows(table);
        assertThat(fixture.files.opened()).isZero();
        assertThat(rows).isEqualTo(fixture.fileRows(table)).hasSize(30);
        ScanRequest partitions =
                new ScanRequest(table, List.of(2), List.of(), Long.MAX_VALUE, StopCheck.NEVER, StoreUse.AUTO);
        assertThat(fixture.rows(partitions, null)).hasSize(30);
    }

    @Test
    void filtersAndPredicatesGiveTheSameRows() throws IOException {
        Table table = fixture.table("t.csv", lines(10_000));
        fixture.fill(table);
        for (int least : new int[] {0, 1, 4999, 9990, 9999, 10_000}) {
            ScanRequest request = new ScanRequest(
                    table,
                    List.of(1, 0),
                    List.of(new ColumnPredicate.Range(0, (long) least, true, null, false)),
                    Long.MAX_VALUE,
                    StopCheck.NEVER,
                    StoreUse.AUTO);
            RowFilter filter = new AtLeast(1, least);
            assertThat(fixture.rows(request, filter))
                    .as("%d", least)
                    .isEqualTo(ScannedRows.of(fixture.files, request, filter))
                    .hasSize(10_000 - least);
        }
    }

    @Test
    void tablesThatReadTheSameTextOtherwiseShareNothing() throws IOException {
        Table table = fixture.table("t.csv", "id,name\n1,x\n2,y\n");
        fixture.fill(table);
        Table other = StoringFixture.with(table, Map.of("null", "x"));
        assertThat(fixture.rows(other)).isEqualTo(fixture.fileRows(other)).contains(java.util.Arrays.asList("1", null));
        fixture.fill(other);
        assertThat(fixture.rows(other)).isEqualTo(fixture.fileRows(other));
        assertThat(fixture.rows(table)).isEqualTo(fixture.fileRows(table));
    }

    @Test
    void textOfWhichRowsAreSkippedIsNotKept() throws IOException {
        Table table = StoringFixture.with(fixture.table("t.csv", lines(10)), Map.of("on_error", "skip"));
        fixture.fill(table);
        fixture.rows(table);
        assertThat(fixture.store.counters().loads()).isZero();
    }

    @Test
    void aFileOfNoRowsIsRead() throws IOException {
        Table table = fixture.table("t.csv", "id,name\n");
        for (int run = 0; run < 3; run++) {
            assertThat(fixture.rows(table)).isEmpty();
        }
    }

    /** Lets rows pass whose number at {@code output} is {@code least} or more. */
    private record AtLeast(int output, int least) implements RowFilter {
        @Override
        public List<Integer> columns() {
            return List.of(output);
        }

        @Override
        public int select(ColumnBatch batch, int[] selection) {
            int selected = 0;
            for (int row = 0; row < batch.rowCount(); row++) {
                int index = batch.column(output).valueIndex(row);
                if (RawMemory.getInt(batch.column(output).valuesAddress() + 4L * index) >= least) {
                    selection[selected++] = row;
                }
            }
            return selected;
        }
    }
}
