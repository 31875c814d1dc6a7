package io.thresher.execution.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.operator.TestQuery;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

class WaitingRowsTest {
    private static final int BATCHES = 5;

    @Test
    void rowsOfAPartitionComeOutInTheOrderOfTheirChunks() {
        try (TestQuery query = new TestQuery();
                WaitingRows rows = filled(query)) {
            List<Long> seen = new ArrayList<>();
            rows.drain(0, (columns, count) -> {
                for (int i = 0; i < count; i++) {
                    seen.add(RawMemory.getLong(columns[0].dataAddress() + 8L * i));
                }
            });
            assertThat(seen).hasSize(BATCHES * ColumnBatch.MAX_ROWS).isSorted().doesNotHaveDuplicates();
            assertThat(rows.waitingBytes()).isZero();
        }
    }

    @Test
    void everyChunkIsFreedOnceWhicheverOneTheConsumerFailsAt() {
        for (int failing = 0; failing < 5; failing++) {
            int wanted = failing;
            // Closing the query fails if a byte is held or was freed twice.
            try (TestQuery query = new TestQuery(new io.thresher.execution.operator.FakeTableScanner(1), 32 << 20, 1);
                    WaitingRows rows = filled(query)) {
                List<ArrowBuf> taken = new ArrayList<>();
                int[] chunk = {0};
                assertThatThrownBy(() -> rows.drain(0, (columns, count) -> {
                            if (chunk[0]++ == wanted) {
                                takeAll(query, taken);
                            }
                        }))
                        .isInstanceOfSatisfying(
                                EngineException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED));
                taken.forEach(query.memory()::free);
            }
        }
    }

    private static void takeAll(TestQuery query, List<ArrowBuf> taken) {
        while (true) {
            taken.add(query.memory().allocate(1 << 20));
        }
    }

    /** Several chunks of ascending numbers in partition 0. */
    private static WaitingRows filled(TestQuery query) {
        WaitingRows rows = new WaitingRows(List.of(DataType.BIGINT), 8, query.memory());
        int[] partitions = new int[ColumnBatch.MAX_ROWS];
        try (Column column = new Column(DataType.BIGINT, query.memory())) {
            column.ensureCapacity(ColumnBatch.MAX_ROWS);
            for (int batch = 0; batch < BATCHES; batch++) {
                for (int i = 0; i < ColumnBatch.MAX_ROWS; i++) {
                    RawMemory.putLong(column.dataAddress() + 8L * i, (long) batch * ColumnBatch.MAX_ROWS + i);
                }
                rows.add(new Column[] {column}, ColumnValues.allRows(), ColumnBatch.MAX_ROWS, partitions);
            }
        }
        return rows;
    }
}
