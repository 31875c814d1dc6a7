package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.execution.join.build.BuildSide;
import io.thresher.execution.kernel.Gather;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of left then right for pairs of rows, made without copying build values: a build column is a DICTIONARY
 * over the build side with the row numbers as codes, which all build columns share. One thread at a time.
 */
final class PairColumns implements AutoCloseable {
    private final JoinShape shape;
    private final BuildSide build;
    private final boolean[] needed;
    private final Column[] own;
    private final Column[] columns;
    private final List<Column> nulls = new ArrayList<>();
    private final Column codes;
    private final long codesAddress;

    /** Makes room; {@code needed} says which of the columns of left then right are looked at. */
    PairColumns(JoinShape shape, BuildSide build, boolean[] needed, QueryMemory memory) {
        this.shape = shape;
        this.build = build;
        this.needed = needed;
        this.own = new Column[shape.pairColumns()];
        this.columns = new Column[own.length];
        this.codes = new Column(DataType.INTEGER, memory);
        for (int c = 0; c < own.length; c++) {
            own[c] = new Column(shape.type(c), memory);
            nulls.add(new Column(shape.type(c), memory));
        }
        try {
            codes.ensureCapacity(ColumnBatch.MAX_ROWS);
            nulls.forEach(PairColumns::makeNull);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        this.codesAddress = codes.dataAddress();
        // Positions that no selection names are never set; their codes must be harmless all the same.
        RawMemory.fill(codesAddress, 4L * ColumnBatch.MAX_ROWS, (byte) 0);
    }

    /** Makes a column NULL in every row. */
    static void makeNull(Column column) {
        column.ensureCapacity(1);
        column.resetConstant();
        RawMemory.fill(column.dataAddress(), column.physicalType().bytes(), (byte) 0);
        column.setNull(0, 1);
    }

    /** The columns last made; reused. */
    Column[] columns() {
        return columns;
    }

    /** Sets the build row at a position of the rows to come; all positions that will be looked at must be set. */
    void setRow(int position, int buildRow) {
        RawMemory.putInt(codesAddress + 4L * position, buildRow);
    }

    /** The build row set at a position. */
    int row(int position) {
        return RawMemory.getInt(codesAddress + 4L * position);
    }

    /** Makes columns of the probe batch as it is, each position beside the build row set for it. */
    void align(ColumnBatch probe, int @Nullable [] selection, int count) {
        for (int c = 0; c < shape.probeTypes().size(); c++) {
            columns[shape.probeStart() + c] = probe.column(c);
        }
        fillBuild(selection, count, probe.rowCount());
    }

    /** Makes columns of the probe batch as it is beside NULLs for the build side. */
    void alignNulls(ColumnBatch probe) {
        for (int c = 0; c < shape.probeTypes().size(); c++) {
            columns[shape.probeStart() + c] = probe.column(c);
        }
        for (int c = 0; c < shape.buildTypes().size(); c++) {
            columns[shape.buildStart() + c] = nulls.get(shape.buildStart() + c);
        }
    }

    /** Makes columns of {@code count} pairs: the probe row at each of {@code positions} and the build row set for it. */
    void expand(ColumnBatch probe, int[] positions, int count) {
        for (int c = 0; c < shape.probeTypes().size(); c++) {
            int pair = shape.probeStart() + c;
            Column source = probe.column(c);
            if (!needed[pair]) {
                columns[pair] = nulls.get(pair);
            } else if (source.encoding() == Encoding.CONSTANT) {
                columns[pair] = source;
            } else if (source.encoding() == Encoding.DICTIONARY) {
                columns[pair] = gatherCodes(source, positions, count, own[pair]);
            } else {
                columns[pair] = own[pair];
                Gather.gather(source, positions, count, own[pair]);
            }
        }
        fillBuild(null, count, count);
    }

    private static Column gatherCodes(Column source, int[] positions, int count, Column target) {
        target.ensureCapacity(count);
        target.resetDictionary(source.dictionary(), source.dictionarySize(), source.dictionaryId());
        long from = source.dataAddress();
        long to = target.dataAddress();
        for (int i = 0; i < count; i++) {
            RawMemory.putInt(to + 4L * i, RawMemory.getInt(from + 4L * positions[i]));
        }
        if (source.mayHaveNulls()) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(positions[i])) {
                    target.setNull(i, count);
                }
            }
        }
        return target;
    }

    private void fillBuild(int @Nullable [] selection, int count, int rowCount) {
        for (int c = 0; c < shape.buildTypes().size(); c++) {
            int pair = shape.buildStart() + c;
            if (!needed[pair]) {
                columns[pair] = nulls.get(pair);
                continue;
            }
            Column source = build.column(c);
            Column target = own[pair];
            long validity = 0;
            if (source.mayHaveNulls()) {
                validity = gatherValidity(source, selection, count, rowCount, target);
            }
            target.borrowDictionary(source, build.rowCount(), 0, codesAddress, validity);
            columns[pair] = target;
        }
    }

    private long gatherValidity(Column source, int @Nullable [] selection, int count, int rowCount, Column target) {
        long validity = target.startValidity(rowCount);
        for (int i = 0; i < count; i++) {
            int position = selection == null ? i : selection[i];
            if (source.isNull(row(position))) {
                Column.clearBit(validity, position);
            }
        }
        return validity;
    }

    /** Makes the build columns NULL at {@code count} positions of a batch aligned before. */
    void clearBuild(int[] positions, int count, int rowCount) {
        for (int i = 0; i < count; i++) {
            setRow(positions[i], 0);
        }
        for (int c = 0; c < shape.buildTypes().size(); c++) {
            int pair = shape.buildStart() + c;
            if (needed[pair]) {
                for (int i = 0; i < count; i++) {
                    columns[pair].setNull(positions[i], rowCount);
                }
            }
        }
    }

    @Override
    public void close() {
        for (Column column : own) {
            column.close();
        }
        nulls.forEach(Column::close);
        codes.close();
    }
}
