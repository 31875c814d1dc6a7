package io.thresher.execution.operator;

import io.thresher.batch.ColumnBatch;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.storage.scan.RowFilter;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scan's own condition and the key filters of the joins that its rows will probe, as a reader's filter. */
public final class ScanFilter implements RowFilter, AutoCloseable {
    private static final int TRIAL_ROWS = 1 << 16;

    private final @Nullable PredicateEvaluator predicate;
    private final List<Integer> columns;
    private final KeyTest[] keyTests;

    /** Makes a filter that owns {@code predicate}, which reads {@code predicateColumns}. */
    public ScanFilter(@Nullable PredicateEvaluator predicate, List<Integer> predicateColumns, List<KeyTest> keyTests) {
        this.predicate = predicate;
        this.keyTests = keyTests.toArray(KeyTest[]::new);
        TreeSet<Integer> all = new TreeSet<>(predicateColumns);
        keyTests.forEach(test -> all.add(test.column));
        this.columns = List.copyOf(all);
    }

    @Override
    public List<Integer> columns() {
        return columns;
    }

    @Override
    public int select(ColumnBatch batch, int[] selection) {
        int[] current = batch.selection();
        int count = batch.selectedCount();
        if (predicate != null) {
            count = predicate.select(batch, current, count, selection);
            current = selection;
        }
        for (KeyTest test : keyTests) {
            if (test.isWorthwhile() && count > 0) {
                int passed = test.filter.select(batch.column(test.column), current, count, selection);
                test.seen += count;
                test.passed += passed;
                count = passed;
                current = selection;
            }
        }
        if (current != selection) {
            for (int i = 0; i < count; i++) {
                selection[i] = current == null ? i : current[i];
            }
        }
        return count;
    }

    @Override
    public void close() {
        if (predicate != null) {
            predicate.close();
        }
    }

    /** One task's use of a key filter on an output column of the scan. Stops applying one that lets most rows pass. */
    public static final class KeyTest {
        private final KeyFilter filter;
        private final int column;
        private long seen;
        private long passed;

        public KeyTest(KeyFilter filter, int column) {
            this.filter = filter;
            this.column = column;
        }

        private boolean isWorthwhile() {
            return seen < TRIAL_ROWS || passed < seen - seen / 8;
        }
    }
}
