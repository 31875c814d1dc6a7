package io.thresher.storage.memorystore;

import static io.thresher.storage.memorystore.StoringFixture.lines;
import static io.thresher.storage.memorystore.StoringFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import io.thresher.storage.scan.BatchReader;
import io.thresher.storage.scan.ScanRequest;
import io.thresher.storage.scan.Split;
import io.thresher.storage.scan.SplitSource;
import io.thresher.storage.scan.StoreUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that has changed is never served from the store. */
class ChangedFileTest {
    private static final String BEFORE = lines(100);
    private static final String AFTER = BEFORE.replace("name", "eman");

    @TempDir
    Path folder;

    private StoringFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoringFixture(folder, 64 << 20, 16 << 20, 1);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(fixture.pool.usedBytes()).isEqualTo(fixture.store.counters().bytes());
        fixture.close();
    }

    @Test
    void whenItIsWrittenAnewWithTheSameSizeAndTheTimeSetBack() throws IOException {
        Table table = fixture.table("t.csv", BEFORE);
        Path file = folder.resolve("t.csv");
        FileTime time = Files.getLastModifiedTime(file);
        String here = BEFORE;
        for (int change = 0; change < 20; change++) {
            fixture.rows(table);
            here = here.equals(BEFORE) ? AFTER : BEFORE;
            Files.writeString(file, here);
            Files.setLastModifiedTime(file, time);
            assertThat(fixture.rows(table).get(7)).containsExactly("7", here.equals(AFTER) ? "eman 7" : "name 7");
        }
    }

    @Test
    void whenAnotherIsPutInItsPlace() throws IOException {
        Table table = fixture.table("t.csv", BEFORE);
        Path file = folder.resolve("t.csv");
        FileTime time = Files.getLastModifiedTime(file);
        fixture.fill(table);
        Path other = fixture.write("other", AFTER);
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(fixture.rows(table).get(7)).containsExactly("7", "eman 7");
    }

    @Test
    void whenItChangesBetweenThePlanningOfAScanAndItsReading() throws IOException {
        Table table = fixture.table("t.csv", BEFORE);
        ScanRequest request = request(table, StoreUse.AUTO);
        try (QueryMemory memory = fixture.pool.openQuery("query", 1 << 20);
                SplitSource splits = fixture.scanner.splits(request)) {
            Split split = splits.next();
            assertThat(split).isNotNull();
            fixture.write("t.csv", AFTER);
            try (BatchReader reader = fixture.scanner.open(split, request, null, memory, splits.metrics())) {
                assertThat(reader.next()).isNotNull();
            } catch (EngineException e) {
                // A reader may notice.
                assertThat(e.code()).isEqualTo(ErrorCode.FILE_READ_FAILED);
            }
        }
        assertThat(fixture.rows(table).get(7)).containsExactly("7", "eman 7");
    }

    @Test
    void onlyTheNewestVersionIsHeld() throws IOException {
        Table table = fixture.table("t.csv", BEFORE);
        fixture.rows(table);
        long bytes = fixture.store.counters().bytes();
        for (int change = 0; change < 3; change++) {
            fixture.write("t.csv", AFTER);
            fixture.rows(table);
            assertThat(fixture.store.counters().bytes()).isEqualTo(bytes);
        }
        assertThat(fixture.store.counters().loads()).isEqualTo(8);
    }

    @Test
    void aFileThatChangedJustNowMayChangeAgainInTheSameTick() {
        long now = System.currentTimeMillis();
        assertThat(FileSettling.isSettled(changed(now + 100_000))).isFalse();
        assertThat(FileSettling.isSettled(changed(now + 1))).isFalse();
        assertThat(FileSettling.isSettled(changed(now / 1000 * 1000)))
                .as("a time in whole seconds may be of any moment in that second")
                .isFalse();
        assertThat(FileSettling.isSettled(changed(now / 1000 * 1000 - 501))).isTrue();
        assertThat(FileSettling.isSettled(changed(now / 1000 * 1000 - 2000))).isTrue();
    }

    @Test
    void whoKeepsAFileThatChangedJustNowWaitsForABoundedTimeAndCanBeStopped() {
        long start = System.nanoTime();
        FileSettling.await(changed(System.currentTimeMillis() + 1_000_000), StopCheck.NEVER);
        assertThat(System.nanoTime() - start).isBetween(1_900_000_000L, 60_000_000_000L);
        assertThatThrownBy(() -> FileSettling.await(changed(System.currentTimeMillis() + 1_000_000), () -> {
                    throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user");
                }))
                .isInstanceOf(EngineException.class);
    }

    private static FileStatus changed(long millis) {
        return new FileStatus(new Location("file", "/t"), 1, 1, "1", millis);
    }

    @Test
    void tablesOverManyFilesLoseOnlyWhatChanged() throws IOException {
        for (int file = 0; file < 3; file++) {
            fixture.write("t/" + file + ".csv", BEFORE);
        }
        Table table = fixture.scanner.tableOfPath(folder + "/t");
        fixture.rows(table);
        fixture.write("t/1.csv", AFTER);
        fixture.write("t/3.csv", AFTER);
        Files.delete(folder.resolve("t/0.csv"));
        fixture.files.opened();
        List<List<String>> rows = fixture.rows(table);
        assertThat(fixture.files.opened()).isEqualTo(2);
        assertThat(rows).hasSize(300).isEqualTo(fixture.fileRows(table));
    }
}
