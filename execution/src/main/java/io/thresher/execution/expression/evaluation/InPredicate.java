package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Copy;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.LongSet;
import io.thresher.execution.kernel.Selections;
import io.thresher.execution.kernel.ValueSet;
import io.thresher.memory.QueryMemory;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Selects the rows whose value is in a list of constants other than NULL (or, negated, is not in it). */
final class InPredicate implements PredicateEvaluator {
    private final ExpressionEvaluator argument;
    private final int negate;
    private final Column scratch;
    private final @Nullable LongSet numbers;
    private final @Nullable ValueSet values;

    InPredicate(
            ExpressionEvaluator argument,
            DataType type,
            List<Expression.Literal> literals,
            boolean negated,
            QueryMemory memory) {
        this.argument = argument;
        this.negate = negated ? 1 : 0;
        this.scratch = new Column(type, memory);
        boolean isNumber = type.physicalType() == PhysicalType.INT32 || type.physicalType() == PhysicalType.INT64;
        this.numbers = isNumber
                ? new LongSet(literals.stream()
                        .mapToLong(literal -> ((Number) Objects.requireNonNull(literal.value())).longValue())
                        .toArray())
                : null;
        this.values = isNumber ? null : new ValueSet(column(type, literals, memory), literals.size());
    }

    private static Column column(DataType type, List<Expression.Literal> literals, QueryMemory memory) {
        Column column = Column.flat(type, memory, literals.size());
        int row = 0;
        for (Expression.Literal literal : literals) {
            try (Column constant = Constants.column(literal, memory)) {
                if (type.physicalType() == PhysicalType.VIEW) {
                    Copy.append(constant, null, 1, column, row++, literals.size(), column.heap());
                } else {
                    io.thresher.execution.kernel.Gather.append(constant, null, 1, column, row++, literals.size());
                }
            }
        }
        return column;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column column = argument.evaluate(batch, selection, count);
        if (count == 0) {
            return 0;
        }
        if (column.encoding() == Encoding.CONSTANT) {
            boolean selected = !column.isNull(0) && selectFlat(column, null, 1, new int[1]) == 1;
            return selected ? Selections.copy(selection, count, output) : 0;
        }
        int @Nullable [] rows = selection;
        int n = count;
        if (column.mayHaveNulls()) {
            n = Selections.dropNulls(column, selection, count, output);
            rows = output;
        }
        return selectFlat(Flatten.flatten(column, rows, n, batch.rowCount(), scratch), rows, n, output);
    }

    private int selectFlat(Column flat, int @Nullable [] rows, int count, int[] output) {
        if (numbers != null) {
            return flat.physicalType() == PhysicalType.INT32
                    ? numbers.selectInts(flat.dataAddress(), negate, rows, count, output)
                    : numbers.selectLongs(flat.dataAddress(), negate, rows, count, output);
        }
        return Objects.requireNonNull(values).select(flat, negate, rows, count, output);
    }

    @Override
    public void close() {
        argument.close();
        scratch.close();
        if (values != null) {
            values.close();
        }
    }
}
