package io.thresher.execution.join.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.execution.operator.TestQuery;
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
    void whileDuplicatesAreOrdered() {
        try (TestQuery query = new TestQuery();
                Duplicates duplicates = new Duplicates(ROWS, query.memory())) {
            for (int row = 1; row < ROWS; row++) {
                duplicates.add(0, row);
            }
            assertThatThrownBy(() -> duplicates.order(0, ROWS, stopAtSecond())).isInstanceOf(EngineException.class);
            assertThat(checks).isEqualTo(2);
        }
    }
}
