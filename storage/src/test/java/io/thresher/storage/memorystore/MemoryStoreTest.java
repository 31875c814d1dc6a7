package io.thresher.storage.memorystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.Table;
import io.thresher.storage.memorystore.column.StoredColumn;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept, in which order it goes, and that nothing goes while it is used. */
class MemoryStoreTest {
    private static final Table TABLE = StoreFixture.table("t");

    private final StoreFixture fixture = new StoreFixture();
    private final MemoryStore store = fixture.store;

    @AfterEach
    void nothingIsLeft() {
        fixture.close();
    }

    private long bytes() {
        return store.counters().bytes();
    }

    private void fill(String... columns) {
        for (String column : columns) {
            assertThat(fixture.put(column, 1000)).as(column).isTrue();
        }
    }

    @Test
    void whatWasPutIsFoundUntilItIsDropped() {
        fill("a", "b");
        assertThat(fixture.use("a")).isTrue();
        assertThat(fixture.use("c")).isFalse();
        assertThat(fixture.use(StoreFixture.key("/t/f", "2", "a"))).isFalse();
        assertThat(store.counters()).isEqualTo(new StoreCounters(1, 2, 2, 0, 0, 2L * StoreFixture.COLUMN_BYTES));
        assertThat(store.drop(TABLE.location())).isTrue();
        assertThat(store.drop(TABLE.location())).isFalse();
        assertThat(fixture.use("a")).isFalse();
        assertThat(bytes()).isZero();
        assertThat(fixture.pool.usedBytes()).isZero();
    }

    @Test
    void whatSavesLeastTimeForItsBytesGoesFirst() {
        fixture.put("cheap", 1000);
        fixture.put("dear", 9000);
        fixture.put("cheap but used", 1000);
        for (int i = 0; i < 5; i++) {
            fixture.use("cheap but used");
        }
        fixture.put("middle", 3000);
        fixture.put("new", 4000);
        assertThat(fixture.use("cheap")).isFalse();
        fixture.put("newer", 50_000);
        assertThat(fixture.use("middle")).isFalse();
        assertThat(fixture.use("dear")).isTrue();
        assertThat(fixture.use("cheap but used")).isTrue();
        assertThat(store.counters().evictions()).isEqualTo(2);
        assertThat(bytes()).isEqualTo(store.maxBytes());
    }

    @Test
    void whatWasUsefulLongAgoAges() {
        fixture.put("old", 1000);
        for (int i = 0; i < 20; i++) {
            fixture.use("old");
        }
        // Each eviction from the three places beside it adds to what new ones are worth: a use at most, it had 21.
        for (int i = 0; i < 3 * 20; i++) {
            fixture.put("new" + i, 1000);
        }
        assertThat(store.totals().get(0).uses())
                .as("the old one's uses and three")
                .isEqualTo(21 + 3);
        for (int i = 0; i < 3 * 20; i++) {
            fixture.put("newer" + i, 1000);
        }
        assertThat(fixture.use("old")).isFalse();
    }

    @Test
    void whatIsWorthLessThanAllThatIsThereIsRefusedAndNothingEvictedForIt() {
        fixture.put("a", 500);
        for (String column : List.of("b", "c", "d")) {
            fixture.put(column, 9000);
        }
        assertThat(fixture.put("cheap", 10)).isFalse();
        assertThat(store.counters().refusals()).isEqualTo(1);
        assertThat(store.counters().evictions()).isZero();
        assertThat(fixture.use("a")).isTrue();
    }

    @Test
    void nothingIsEvictedForWhatDoesNotFitInTheEnd() {
        fill("a", "b", "c", "d");
        StoredColumn used = store.acquire(List.of(StoreFixture.key("a")), TABLE)[0];
        assertThatThrownBy(() -> store.take(4L * StoreFixture.COLUMN_BYTES))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED))
                .hasMessageContaining("memory-store.max-bytes");
        assertThat(store.counters().evictions()).isZero();
        store.take(3L * StoreFixture.COLUMN_BYTES);
        assertThat(store.counters().evictions()).isEqualTo(3);
        assertThat(fixture.put("e", 1_000_000)).isFalse();
        store.giveBack(3L * StoreFixture.COLUMN_BYTES);
        assertThat(fixture.put("e", 1)).isTrue();
        store.release(StoreFixture.key("a"), used);
    }

    @Test
    void whatIsUsedStays() {
        fill("a", "b", "c", "d");
        StoredColumn used = store.acquire(List.of(StoreFixture.key("a")), TABLE)[0];
        StoredColumn again = store.acquire(List.of(StoreFixture.key("a")), TABLE)[0];
        assertThat(again).isSameAs(used);
        for (int i = 0; i < 50; i++) {
            fixture.put("new" + i, 1_000_000L * i);
            assertThat(bytes()).isLessThanOrEqualTo(store.maxBytes());
        }
        assertThat(fixture.mark(used)).isEqualTo(1000);
        store.release(StoreFixture.key("a"), used);
        assertThat(fixture.mark(again)).isEqualTo(1000);
        store.release(StoreFixture.key("a"), again);
        assertThatThrownBy(() -> store.release(StoreFixture.key("a"), again)).isInstanceOf(IllegalStateException.class);
        fixture.put("last", 1_000_000_000);
        assertThat(fixture.use("a")).isFalse();
    }

    @Test
    void theSecondOfTwoThatReadTheSameColumnUsesTheFirstOnes() {
        StoredColumn first = fixture.column(1);
        StoredColumn second = fixture.column(2);
        assertThat(store.put(StoreFixture.key("a"), first, 1000, TABLE)).isSameAs(first);
        assertThat(store.put(StoreFixture.key("a"), second, 1000, TABLE)).isSameAs(first);
        assertThat(fixture.pool.usedBytes()).isEqualTo(StoreFixture.COLUMN_BYTES);
        store.release(StoreFixture.key("a"), first);
        assertThat(fixture.mark(first)).isEqualTo(1);
        store.release(StoreFixture.key("a"), first);
        // It must still be found in the order of worth: once evicted, it is not evicted again.
        fill("b", "c", "d");
        for (int i = 0; i < 20; i++) {
            fixture.put("new" + i, 100_000L * i + 100_000);
            assertThat(bytes()).isEqualTo(fixture.pool.usedBytes()).isLessThanOrEqualTo(store.maxBytes());
        }
    }

    @Test
    void whatIsDroppedWhileItIsUsedGoesWhenItsUseEnds() {
        fill("a", "b");
        StoredColumn used = store.acquire(List.of(StoreFixture.key("a")), TABLE)[0];
        store.drop(TABLE.location());
        assertThat(fixture.mark(used)).isEqualTo(1000);
        assertThat(bytes()).isEqualTo(StoreFixture.COLUMN_BYTES);
        // Nobody finds it any more, and who reads it anew has one of his own.
        assertThat(fixture.use("a")).isFalse();
        assertThat(store.totals()).isEmpty();
        assertThat(fixture.put("a", 2000)).isTrue();
        assertThat(bytes()).isEqualTo(2L * StoreFixture.COLUMN_BYTES);
        store.release(StoreFixture.key("a"), used);
        assertThat(bytes()).isEqualTo(StoreFixture.COLUMN_BYTES);
        assertThat(fixture.use("a")).isTrue();
        assertThat(fixture.pool.usedBytes()).isEqualTo(StoreFixture.COLUMN_BYTES);
    }

    @Test
    void allOfIsDroppedButWhatIsUsed() {
        fixture.put("a", 1000);
        fixture.put(StoreFixture.key("/other/f", "1", "a"), 1000, StoreFixture.table("other"));
        StoredColumn used = store.acquire(List.of(StoreFixture.key("a")), TABLE)[0];
        store.clear();
        assertThat(bytes()).isEqualTo(StoreFixture.COLUMN_BYTES);
        store.release(StoreFixture.key("a"), used);
        assertThat(bytes()).isZero();
    }

    @Test
    void aNewVersionOfAFileEndsTheOldOne() {
        fill("a", "b");
        fixture.put(StoreFixture.key("/t/other", "1", "a"), 1000, TABLE);
        StoredColumn used = store.acquire(List.of(StoreFixture.key("b")), TABLE)[0];
        assertThat(fixture.put(StoreFixture.key("/t/f", "2", "c"), 1000, TABLE)).isTrue();
        assertThat(bytes()).isEqualTo(3L * StoreFixture.COLUMN_BYTES);
        assertThat(fixture.use("a")).isFalse();
        assertThat(fixture.use("b")).isFalse();
        assertThat(fixture.use(StoreFixture.key("/t/f", "2", "c"))).isTrue();
        assertThat(fixture.use(StoreFixture.key("/t/other", "1", "a"))).isTrue();
        store.release(StoreFixture.key("b"), used);
        assertThat(bytes()).isEqualTo(2L * StoreFixture.COLUMN_BYTES);
        // A query that began before may still bring the old one, which then ends the new one: never both.
        assertThat(fixture.put("a", 1000)).isTrue();
        assertThat(fixture.use(StoreFixture.key("/t/f", "2", "c"))).isFalse();
        assertThat(bytes()).isEqualTo(2L * StoreFixture.COLUMN_BYTES);
    }

    @Test
    void keptTablesStayAndOthersGoForThem() {
        KeptTables kept = new KeptTables(store);
        Table other = StoreFixture.table("other");
        fixture.put("before", 1);
        kept.add(TABLE);
        fixture.put("after", 1);
        fixture.put(StoreFixture.key("/other/f", "1", "a"), 1_000_000, other);
        fixture.put(StoreFixture.key("/other/f", "1", "b"), 1_000_000, other);
        assertThat(fixture.put("third", 1))
                .as("a kept one takes the room of others")
                .isTrue();
        for (int i = 0; i < 20; i++) {
            fixture.put(StoreFixture.key("/other/f", "1", "new" + i), 1_000_000_000L * i, other);
        }
        assertThat(fixture.use("before") & fixture.use("after") & fixture.use("third"))
                .isTrue();
        assertThat(fixture.put("fourth", 1)).isTrue();
        assertThat(fixture.put("fifth", 1))
                .as("kept ones do not push out kept ones")
                .isFalse();
        assertThat(kept.remove(TABLE)).isTrue();
        assertThat(kept.remove(TABLE)).isFalse();
        assertThat(bytes()).isZero();
        assertThat(fixture.put("again", 1)).isTrue();
        assertThat(store.totals().get(0).kept()).isFalse();
    }

    @Test
    void whatAnotherTableReadOfTheSameFilesIsKeptForTheKeptOne() {
        KeptTables kept = new KeptTables(store);
        Table glob = StoreFixture.table("glob");
        fixture.put(StoreFixture.key("a"), 1, glob);
        kept.add(TABLE);
        assertThat(fixture.use("a")).isTrue();
        for (int i = 0; i < 20; i++) {
            fixture.put(StoreFixture.key("/other/f", "1", "new" + i), 1_000_000_000L * i, StoreFixture.table("other"));
        }
        assertThat(fixture.use("a")).isTrue();
        store.drop(glob.location());
        assertThat(fixture.use("a")).isTrue();
        kept.remove(TABLE);
        assertThat(fixture.use("a")).isFalse();
    }

    @Test
    void aTableThatIsKeptNoLongerBeforeWhatWasReadOfItComesIsNotPinned() {
        KeptTables kept = new KeptTables(store);
        kept.add(TABLE);
        StoredColumn made = fixture.column(5);
        kept.remove(TABLE);
        StoredColumn there = store.put(StoreFixture.key("a"), made, 5, TABLE);
        assertThat(there).isSameAs(made);
        store.release(StoreFixture.key("a"), made);
        assertThat(store.totals().get(0).kept()).isFalse();
    }

    @Test
    void totalsAreByTable() {
        fill("a", "b");
        fixture.put(StoreFixture.key("/t/g", "1", "a"), 1, TABLE);
        fixture.put(StoreFixture.key("/other/f", "1", "a"), 1, StoreFixture.table("other"));
        fixture.use("a");
        KeptTables kept = new KeptTables(store);
        kept.add(StoreFixture.table("other"));
        assertThat(store.totals())
                .containsExactlyInAnyOrder(
                        new StoredTotal(TABLE.name(), TABLE.location(), false, 2, 3, 3L * StoreFixture.COLUMN_BYTES, 4),
                        new StoredTotal(
                                StoreFixture.table("other").name(),
                                StoreFixture.table("other").location(),
                                true,
                                1,
                                1,
                                StoreFixture.COLUMN_BYTES,
                                1));
    }
}
