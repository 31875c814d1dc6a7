package io.thresher.execution.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.batch.Column;
import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.execution.operator.TestQuery;
import io.thresher.memory.RawMemory;
import org.junit.jupiter.api.Test;

/** The loops over all build rows at once stop in the middle. */
class StoppedBuildTest {
    private static final int ROWS = 200_000;

    private int checks;

    private StopCheck stopAtSecond() {
        checks = 0;
        return () -> {
            if (++checks == 2) {
                throw new EngineException(ErrorCode.QUERY_CANCELED, "Query canceled by the user");
            }
        };
    }

    @Test
    void whileKeysAreMeasured() {
        try (TestQuery query = new TestQuery();
                Column column = new Column(DataType.BIGINT, query.memory())) {
            column.ensureCapacity(ROWS);
            RawMemory.fill(column.dataAddress(), 8L * ROWS, (byte) 0);
            assertThatThrownBy(() -> PackedKeys.of(new Column[] {column}, ROWS, stopAtSecond()))
                    .isInstanceOf(EngineException.class);
            assertThat(checks).isEqualTo(2);
        }
    }

    @Test
    void whileDuplicatesAreOrdered() {
        try (TestQuery query = new TestQuery();
                Duplicates duplicates = new Duplicates(ROWS, query.memory())) {
            for (int row = 1; row < ROWS; row++) {
                duplicates.add(0, row);
            }
            assertThatThrownBy(() -> duplicates.order(null, stopAtSecond())).isInstanceOf(EngineException.class);
            assertThat(checks).isEqualTo(2);
        }
    }

    @Test
    void whileDuplicatesAreDealt() {
        try (TestQuery query = new TestQuery();
                Duplicates duplicates = new Duplicates(ROWS, query.memory())) {
            for (int row = 1; row < ROWS; row++) {
                duplicates.add(0, row);
            }
            duplicates.order(null, () -> {});
            assertThatThrownBy(() -> duplicates.deal(0, 1, null, stopAtSecond()))
                    .isInstanceOf(EngineException.class);
            assertThat(checks).isEqualTo(2);
        }
    }
}
