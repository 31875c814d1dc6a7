package io.thresher.storage.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.AbstractCatalogTest;
import io.thresher.storage.catalog.Catalog;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.catalog.TableName;
import io.thresher.storage.catalog.TableStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCatalogTest extends AbstractCatalogTest {
    @TempDir
    Path folder;

    @Override
    protected Catalog catalog() {
        return new FileCatalog(folder.resolve("catalog"));
    }

    @Override
    protected Catalog reopened() {
        return new FileCatalog(folder.resolve("catalog"));
    }

    @Test
    void leftoversOfACrashAreCleared() throws IOException {
        catalog().createTable(table("default", "t"), false);
        Path schema = folder.resolve("catalog/default");
        Files.writeString(schema.resolve(".tmp-1"), "half a tab");
        Files.createDirectories(folder.resolve("catalog/.tmp-2"));
        Files.writeString(folder.resolve("catalog/.tmp-2/x.table.json"), "");
        assertThat(reopened().tables("default")).hasSize(1);
        assertThat(schema.resolve(".tmp-1")).doesNotExist();
        assertThat(folder.resolve("catalog/.tmp-2")).doesNotExist();
    }

    @Test
    void aDamagedFileIsAnErrorThatNamesIt() throws IOException {
        catalog().createTable(table("default", "t"), false);
        Files.writeString(folder.resolve("catalog/default/t.table.json"), "{\"schema\": \"default\"");
        assertThatThrownBy(() -> catalog().findTable(new TableName("default", "t")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT))
                .hasMessageContaining("t.table.json");
    }

    @Test
    void nothingIsWrittenOutsideTheFolder() throws IOException {
        catalog().createSchema("../../up");
        catalog().createTable(table("default", "../../../up"), false);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("catalog"));
        }
    }

    @Test
    void manyThreadsAndProcessesSeeWholeTables() throws Exception {
        int writers = 4;
        int rounds = 25;
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String own = "own" + writer;
                Catalog mine = writer % 2 == 0 ? catalog() : reopened();
                running.add(threads.submit(() -> change(mine, own, rounds)));
            }
            List<Future<?>> readers = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                readers.add(threads.submit(() -> read(reopened(), done)));
            }
            for (Future<?> future : running) {
                future.get();
            }
            done.set(true);
            for (Future<?> future : readers) {
                future.get();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(catalog().tables("default")).hasSize(writers + 1);
        for (int writer = 0; writer < writers; writer++) {
            assertThat(version(catalog()
                            .findTable(new TableName("default", "own" + writer))
                            .orElseThrow()))
                    .isEqualTo(rounds - 1);
        }
    }

    private static void change(Catalog catalog, String own, int rounds) {
        for (int round = 0; round < rounds; round++) {
            catalog.createTable(versioned(own, round), true);
            catalog.createTable(versioned("shared", round), true);
            catalog.updateStatistics(new TableName("default", "shared"), new TableStatistics(round, round, Map.of()));
            assertThat(version(catalog.findTable(new TableName("default", own)).orElseThrow()))
                    .isEqualTo(round);
        }
    }

    private static void read(Catalog catalog, AtomicBoolean done) {
        while (!done.get()) {
            for (TableName name : catalog.tables("default")) {
                Table table = catalog.findTable(name).orElseThrow();
                assertThat(table)
                        .isEqualTo(versioned(name.table(), version(table)).withStatistics(table.statistics()));
            }
        }
    }

    static Table versioned(String name, int version) {
        Table table = table("default", name);
        return new Table(
                table.name(),
                table.dataColumns(),
                table.partitionColumns(),
                table.format(),
                table.location(),
                Map.of("version", String.valueOf(version), "filler", "x".repeat(version * 37 % 5000)),
                TableStatistics.UNKNOWN);
    }

    static int version(Table table) {
        return Integer.parseInt(table.properties().getOrDefault("version", "-1"));
    }
}
