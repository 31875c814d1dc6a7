package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.execution.join.JoinMode.Unpaired;
import io.thresher.execution.join.build.BuildMarks;
import io.thresher.execution.join.table.Duplicates;
import io.thresher.execution.join.table.JoinTable;
import io.thresher.execution.operator.BatchConsumer;
import io.thresher.execution.operator.CancellationToken;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.row.ColumnValues;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task's probe of a join table. A batch is searched as a whole. Where a probe row has at most one partner, or only its having one
 * counts, the probe batch itself goes on with another selection; else pairs are made, a batch at a time.
 */
final class HashJoinOperator implements StreamingOperator {
    private final JoinMode mode;
    private final JoinTable table;
    private final JoinTable.Lookup lookup;
    private final PairColumns pairs;
    private final @Nullable PairCondition condition;
    private final @Nullable BuildMarks marks;
    private final CancellationToken cancellation;
    private final boolean expands;
    private final Column[] keys;
    private final int[] keyColumns;
    private final int[] matched = new int[ColumnBatch.MAX_ROWS];
    private final int[] firstRows = new int[ColumnBatch.MAX_ROWS];
    private final int[] hits = new int[ColumnBatch.MAX_ROWS];
    private final int[] others = new int[ColumnBatch.MAX_ROWS];
    private final int[] pairPositions = new int[ColumnBatch.MAX_ROWS];
    private final boolean[] seen = new boolean[ColumnBatch.MAX_ROWS];
    private int pairCount;

    HashJoinOperator(
            JoinShape shape,
            List<Integer> probeKeys,
            JoinTable table,
            PairColumns pairs,
            @Nullable Supplier<PairCondition> condition,
            @Nullable BuildMarks marks,
            CancellationToken cancellation) {
        this.mode = shape.mode();
        this.table = table;
        this.lookup = table.createLookup();
        this.pairs = pairs;
        this.marks = marks;
        this.cancellation = cancellation;
        this.condition = condition == null ? null : closingOnFailure(pairs, condition);
        this.expands = table.duplicates().exist() && (mode.pairs() || condition != null);
        this.keyColumns = probeKeys.stream().mapToInt(Integer::intValue).toArray();
        this.keys = new Column[keyColumns.length];
    }

    private static PairCondition closingOnFailure(PairColumns pairs, Supplier<PairCondition> condition) {
        try {
            return condition.get();
        } catch (RuntimeException | Error e) {
            pairs.close();
            throw e;
        }
    }

    @Override
    public void process(ColumnBatch batch, BatchConsumer output) {
        cancellation.check();
        int[] positions = ColumnValues.positions(batch);
        int count = batch.selectedCount();
        for (int k = 0; k < keys.length; k++) {
            keys[k] = batch.column(keyColumns[k]);
        }
        int found = lookup.find(keys, positions, count, matched, firstRows);
        if (expands) {
            expand(batch, positions, count, found, output);
        } else {
            align(batch, positions, count, found, output);
        }
    }

    private void align(ColumnBatch batch, int[] positions, int count, int found, BatchConsumer output) {
        for (int j = 0; j < found; j++) {
            int position = positions[matched[j]];
            hits[j] = position;
            pairs.setRow(position, firstRows[j]);
        }
        int kept = found;
        if (condition != null && found > 0) {
            pairs.align(batch, hits, found);
            kept = condition.select(new ColumnBatch(pairs.columns(), batch.rowCount()), hits, found, hits);
        }
        if (marks != null) {
            for (int j = 0; j < kept; j++) {
                mark(pairs.row(hits[j]), marks);
            }
        }
        if (mode.pairs()) {
            emitAligned(batch, positions, count, kept, output);
        } else {
            emitProbe(batch, positions, count, kept, output);
        }
    }

    private void mark(int first, BuildMarks build) {
        Duplicates duplicates = table.duplicates();
        if (!duplicates.exist()) {
            build.set(first);
            return;
        }
        for (int place = duplicates.start(first); place < duplicates.end(first); place++) {
            build.set(duplicates.row(place));
        }
    }

    private void emitAligned(ColumnBatch batch, int[] positions, int count, int kept, BatchConsumer output) {
        boolean outer = mode.probe() == Unpaired.OUTER && kept < count;
        if (kept == 0 && !outer) {
            return;
        }
        if (outer && kept == 0) {
            pairs.alignNulls(batch);
            emit(pairs.columns(), batch, positions, count, output);
            return;
        }
        pairs.align(batch, hits, kept);
        if (outer) {
            pairs.clearBuild(others, complement(positions, count, hits, kept), batch.rowCount());
            emit(pairs.columns(), batch, positions, count, output);
        } else {
            emit(pairs.columns(), batch, hits, kept, output);
        }
    }

    private void emitProbe(ColumnBatch batch, int[] positions, int count, int kept, BatchConsumer output) {
        if (mode.probe() == Unpaired.MATCHED) {
            emit(batch.columns(), batch, hits, kept, output);
        } else if (mode.probe() == Unpaired.UNMATCHED) {
            int rest = complement(positions, count, hits, kept);
            if (mode.nullAware()) {
                rest = dropNullKeys(rest);
            }
            emit(batch.columns(), batch, others, rest, output);
        }
    }

    /** NOT IN of NULL is unknown; the general form of NOT IN compares in the condition instead. */
    private int dropNullKeys(int count) {
        if (condition != null) {
            return count;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!keys[0].isNull(others[i])) {
                others[kept++] = others[i];
            }
        }
        return kept;
    }

    private int complement(int[] positions, int count, int[] part, int partCount) {
        int kept = 0;
        int p = 0;
        for (int i = 0; i < count; i++) {
            if (p < partCount && part[p] == positions[i]) {
                p++;
            } else {
                others[kept++] = positions[i];
            }
        }
        return kept;
    }

    private static void emit(Column[] columns, ColumnBatch batch, int[] rows, int count, BatchConsumer output) {
        if (count > 0) {
            ColumnBatch result = new ColumnBatch(columns, batch.rowCount());
            if (count < batch.rowCount()) {
                result.setSelection(rows, count);
            }
            output.accept(result);
        }
    }

    private void expand(ColumnBatch batch, int[] positions, int count, int found, BatchConsumer output) {
        Arrays.fill(seen, 0, batch.rowCount(), false);
        Duplicates duplicates = table.duplicates();
        pairCount = 0;
        for (int j = 0; j < found; j++) {
            int position = positions[matched[j]];
            int end = duplicates.end(firstRows[j]);
            for (int place = duplicates.start(firstRows[j]); place < end; place++) {
                pairPositions[pairCount] = position;
                pairs.setRow(pairCount++, duplicates.row(place));
                if (pairCount == ColumnBatch.MAX_ROWS) {
                    flush(batch, output);
                }
            }
        }
        flush(batch, output);
        emitUnpaired(batch, positions, count, output);
    }

    private void flush(ColumnBatch batch, BatchConsumer output) {
        if (pairCount == 0) {
            return;
        }
        cancellation.check();
        pairs.expand(batch, pairPositions, pairCount);
        ColumnBatch joined = new ColumnBatch(pairs.columns(), pairCount);
        int kept = pairCount;
        if (condition != null) {
            kept = condition.select(joined, null, pairCount, hits);
            joined.setSelection(hits, kept);
        }
        for (int i = 0; i < kept; i++) {
            int pair = condition == null ? i : hits[i];
            seen[pairPositions[pair]] = true;
            if (marks != null) {
                marks.set(pairs.row(pair));
            }
        }
        if (mode.pairs() && kept > 0) {
            output.accept(joined);
        }
        pairCount = 0;
    }

    private void emitUnpaired(ColumnBatch batch, int[] positions, int count, BatchConsumer output) {
        if (mode.probe() == Unpaired.NONE) {
            return;
        }
        boolean wanted = mode.probe() == Unpaired.MATCHED;
        int rest = 0;
        for (int i = 0; i < count; i++) {
            if (seen[positions[i]] == wanted) {
                others[rest++] = positions[i];
            }
        }
        if (mode.probe() != Unpaired.OUTER) {
            emit(batch.columns(), batch, others, rest, output);
        } else if (rest > 0) {
            pairs.alignNulls(batch);
            emit(pairs.columns(), batch, others, rest, output);
        }
    }

    @Override
    public void close() {
        pairs.close();
        if (condition != null) {
            condition.close();
        }
    }
}
