package io.thresher.storage.memorystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.memory.QueryMemory;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

/** The store is the first to shrink: a query gets the memory of what nobody uses. */
class PoolShortageTest {
    private static final Table TABLE = StoreFixture.table("t");
    private static final int COLUMN = StoreFixture.COLUMN_BYTES;

    /** Room enough that putting columns into the store, which takes some besides, evicts none. */
    private static final long POOL_BYTES = 16L * COLUMN;

    @Test
    void aQueryGetsWhatTheStoreHolds() {
        try (StoreFixture fixture = new StoreFixture(POOL_BYTES);
                QueryMemory query = fixture.pool.openQuery("query", 1L << 30)) {
            for (int i = 0; i < StoreFixture.FITTING; i++) {
                fixture.put("c" + i, 1000 * (i + 1));
            }
            List<ArrowBuf> buffers = new ArrayList<>();
            buffers.add(query.allocate(8L * COLUMN));
            assertThat(fixture.store.counters().evictions()).isZero();
            for (int i = 0; i < 8; i++) {
                buffers.add(query.allocate(COLUMN));
                long expected = Math.min(StoreFixture.FITTING, 7 - i);
                assertThat(fixture.store.counters().bytes()).isEqualTo(expected * COLUMN);
            }
            // The cheapest went first.
            assertThat(fixture.store.counters().evictions()).isEqualTo(4);
            assertThatThrownBy(() -> query.allocate(1)).isInstanceOf(EngineException.class);
            buffers.forEach(query::free);
        }
    }

    @Test
    void onlyWhatIsMissingIsGivenBack() {
        try (StoreFixture fixture = new StoreFixture(POOL_BYTES);
                QueryMemory query = fixture.pool.openQuery("query", 1L << 30)) {
            for (int i = 0; i < StoreFixture.FITTING; i++) {
                fixture.put("c" + i, 1000);
            }
            ArrowBuf eight = query.allocate(8L * COLUMN);
            ArrowBuf two = query.allocate(2L * COLUMN);
            assertThat(fixture.store.counters().bytes()).isEqualTo(4L * COLUMN);
            // Two columns' room is free, four are asked for.
            ArrowBuf four = query.allocate(4L * COLUMN);
            assertThat(fixture.store.counters().bytes()).isEqualTo(2L * COLUMN);
            List.of(eight, two, four).forEach(query::free);
        }
    }

    @Test
    void whatIsUsedOrKeptIsNotGivenBack() {
        try (StoreFixture fixture = new StoreFixture(POOL_BYTES);
                QueryMemory query = fixture.pool.openQuery("query", 1L << 30)) {
            Table other = StoreFixture.table("other");
            new KeptTables(fixture.store).add(other);
            fixture.put(StoreFixture.key("/other/f", "1", "kept"), 1, other);
            fixture.put("used", 1);
            fixture.put("idle", 1_000_000);
            StoredColumn used = fixture.store.acquire(List.of(StoreFixture.key("used")), TABLE)[0];
            ArrowBuf eight = query.allocate(8L * COLUMN);
            ArrowBuf four = query.allocate(4L * COLUMN);
            ArrowBuf fifth = query.allocate(COLUMN);
            assertThat(fixture.use("idle")).isTrue();
            ArrowBuf sixth = query.allocate(COLUMN);
            assertThat(fixture.use("idle")).isFalse();
            assertThatThrownBy(() -> query.allocate(COLUMN)).isInstanceOf(EngineException.class);
            assertThat(fixture.mark(used)).isEqualTo(1);
            fixture.store.release(StoreFixture.key("used"), used);
            ArrowBuf seventh = query.allocate(COLUMN);
            List.of(eight, four, fifth, sixth, seventh).forEach(query::free);
        }
    }

    @Test
    void noQueryFailsWhileThereIsSomethingToEvict() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (StoreFixture fixture = new StoreFixture(24L * COLUMN)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "q" + thread;
                running.add(executor.submit(() -> allocateAndPut(fixture, name)));
            }
            for (Future<?> future : running) {
                future.get();
            }
            assertThat(fixture.pool.usedBytes())
                    .isEqualTo(fixture.store.counters().bytes());
        } finally {
            executor.shutdownNow();
        }
    }

    /** A thread holds six columns' bytes at most, of its own or of a column in the making: four threads can have theirs if idle ones go. */
    private static void allocateAndPut(StoreFixture fixture, String name) {
        try (QueryMemory query = fixture.pool.openQuery(name, 1L << 30)) {
            for (int round = 0; round < 2000; round++) {
                ArrowBuf first = query.allocate(4L * COLUMN);
                ArrowBuf second = query.allocate(2L * COLUMN);
                query.free(first);
                query.free(second);
                if (round % 4 == 0) {
                    StoredColumn made = fixture.column(round);
                    StoredColumn there = fixture.store.put(StoreFixture.key(name + round), made, round, TABLE);
                    if (there == null) {
                        made.close();
                    } else {
                        fixture.store.release(StoreFixture.key(name + round), there);
                    }
                }
            }
        }
    }
}
