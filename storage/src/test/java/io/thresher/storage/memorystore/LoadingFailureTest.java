package io.thresher.storage.memorystore;

import static io.thresher.storage.memorystore.StoringFixture.lines;
import static io.thresher.storage.memorystore.StoringFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.memory.FailingMemory;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.ScannedRows;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.StoreUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a column cannot be loaded or has no room, a query answers as it would without a store, and no byte is left over. */
class LoadingFailureTest {
    @TempDir
    Path folder;

    private StoringFixture fixture;

    private StoringFixture open(long poolBytes, long storeBytes) {
        fixture = new StoringFixture(folder, poolBytes, storeBytes, 1);
        return fixture;
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(fixture.pool.usedBytes()).isEqualTo(fixture.store.counters().bytes());
        fixture.close();
    }

    @Test
    void aValueThatDoesNotFitIsAnErrorOnlyForThoseWhoReadIt() throws IOException {
        open(64 << 20, 16 << 20);
        String text = lines(5000).replace("\n4321,", "\nnonsense,");
        Table table = StoringFixture.with(
                fixture.table("t.csv", text),
                List.of(
                        new ColumnDefinition("id", DataType.INTEGER, true),
                        new ColumnDefinition("name", DataType.VARCHAR, true)));
        assertFails(() -> fixture.fileRows(table), ErrorCode.BAD_FILE_VALUE);
        assertFails(() -> fixture.rows(table), ErrorCode.BAD_FILE_VALUE);
        assertThat(fixture.store.counters().loads()).isZero();
        // Of the first batch alone there is nothing to say.
        ScanRequest request =
                new ScanRequest(table, List.of(0, 1), List.of(), ColumnBatch.MAX_ROWS, StopCheck.NEVER, StoreUse.AUTO);
        assertThat(fixture.rows(request, null)).isEqualTo(ScannedRows.of(fixture.files, request, null));
    }

    @Test
    void aNullWhereNoneMayBeIsAnErrorWhereverItIsReadFrom() throws IOException {
        open(64 << 20, 16 << 20);
        Table loose = fixture.table("t.csv", "id,name\n1,a\n2,\n");
        fixture.fill(loose);
        Table strict = StoringFixture.with(
                loose, List.of(loose.dataColumns().get(0), new ColumnDefinition("name", DataType.VARCHAR, false)));
        assertFails(() -> fixture.fileRows(strict), ErrorCode.BAD_FILE_VALUE);
        fixture.files.opened();
        assertFails(() -> fixture.rows(strict), ErrorCode.BAD_FILE_VALUE);
        assertThat(fixture.files.opened()).as("what is kept is shared").isZero();
    }

    @Test
    void aStoreWithoutRoomChangesNoRow() throws IOException {
        open(64 << 20, 4096);
        Table table = fixture.table("t.csv", lines(20_000));
        List<List<String>> right = fixture.fileRows(table);
        for (int run = 0; run < 3; run++) {
            assertThat(fixture.rows(table)).isEqualTo(right);
        }
        assertThat(fixture.store.counters().refusals())
                .as("not tried again soon")
                .isEqualTo(2);
        assertThat(fixture.store.counters().bytes()).isZero();
    }

    @Test
    void onRequestAStoreWithoutRoomIsAnError() throws IOException {
        open(64 << 20, 4096);
        Table table = fixture.table("t.csv", lines(20_000));
        fixture.kept.add(table);
        assertThatThrownBy(() -> fixture.rows(request(table, StoreUse.KEEP), null))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED))
                .hasMessageContaining("memory-store.max-bytes");
        assertThat(fixture.rows(table)).isEqualTo(fixture.fileRows(table));
    }

    @Test
    void aPoolWithoutRoomToLoadChangesNoRow() throws IOException {
        open(64 << 10, 64 << 10);
        Table table = fixture.table("t.csv", lines(20_000));
        List<List<String>> right = fixture.fileRows(table);
        for (int run = 0; run < 3; run++) {
            assertThat(fixture.rows(table)).isEqualTo(right);
        }
        assertThat(fixture.store.counters().loads()).isZero();
        fixture.kept.add(table);
        assertFails(() -> fixture.rows(request(table, StoreUse.KEEP), null), ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }

    @Test
    void aQueryThatIsCanceledWhileItLoadsEndsAndIsNotHeldAgainstTheColumns() throws IOException {
        open(64 << 20, 16 << 20);
        Table table = fixture.table("t.csv", lines(20_000));
        List<List<String>> right = fixture.fileRows(table);
        int canceled = 0;
        for (int most = 0; fixture.store.counters().loads() == 0; most++) {
            int[] left = {most};
            ScanRequest request = new ScanRequest(
                    table,
                    List.of(0, 1),
                    List.of(),
                    Long.MAX_VALUE,
                    () -> {
                        if (left[0]-- == 0) {
                            throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user");
                        }
                    },
                    StoreUse.AUTO);
            try {
                fixture.rows(request, null);
            } catch (EngineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED);
                canceled++;
            }
            assertThat(fixture.pool.usedBytes())
                    .isEqualTo(fixture.store.counters().bytes());
        }
        assertThat(canceled).isPositive();
        fixture.files.opened();
        assertThat(fixture.rows(table)).isEqualTo(right);
        assertThat(fixture.files.opened()).isZero();
    }

    @Test
    void everyAllocationOfTheQueryMayBeRefused() throws IOException {
        open(64 << 20, 16 << 20);
        Table table = fixture.table("t.csv", lines(3000));
        List<List<String>> right = fixture.fileRows(table);
        boolean failed = true;
        for (int number = 0; failed; number++) {
            fixture.store.clear();
            try (FailingMemory failing = new FailingMemory(number)) {
                long rows = 0;
                boolean refused = false;
                ScanRequest request = request(table, StoreUse.AUTO);
                try (SplitSource splits = fixture.scanner.splits(request)) {
                    for (Split split = splits.next(); split != null; split = splits.next()) {
                        try (BatchReader reader =
                                fixture.scanner.open(split, request, null, failing.memory(), splits.metrics())) {
                            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                                rows += batch.selectedCount();
                            }
                        }
                    }
                } catch (EngineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
                    refused = true;
                }
                failed = failing.failed();
                assertThat(refused || rows == right.size())
                        .as("allocation %d", number)
                        .isTrue();
            }
            assertThat(fixture.pool.usedBytes())
                    .isEqualTo(fixture.store.counters().bytes());
        }
        assertThat(fixture.rows(table)).isEqualTo(right);
    }

    @Test
    void manyScansOfTheSameFilesInALittleStoreGiveRightRows() throws Exception {
        open(64 << 20, 200_000);
        for (int file = 0; file < 6; file++) {
            fixture.write("t/" + file + ".csv", lines(4000 + file));
        }
        Table table = fixture.scanner.tableOfPath(folder + "/t");
        List<List<String>> right = fixture.fileRows(table);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                running.add(threads.submit(() -> {
                    for (int run = 0; run < 10; run++) {
                        assertThat(fixture.rows(request(table, StoreUse.AUTO), null))
                                .isEqualTo(right);
                    }
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fixture.store.counters().bytes()).isLessThanOrEqualTo(fixture.store.maxBytes());
        assertThat(fixture.store.counters().hits()).isPositive();
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
