package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.Encoding;
import io.thresher.batch.StringView;
import io.thresher.execution.expression.ComparisonOperator;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.SelectConstant;
import io.thresher.execution.kernel.SelectPair;
import io.thresher.execution.kernel.Selections;
import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * {@code left operator right} for the six operators that are not true of NULL. A constant side has loops of its own. The
 * outcomes that pass are a set of {@link SelectPair}'s bits.
 */
final class ComparisonPredicate implements PredicateEvaluator {
    private final ExpressionEvaluator left;
    private final ExpressionEvaluator right;
    private final int accept;
    private final Column leftScratch;
    private final Column rightScratch;

    ComparisonPredicate(
            ExpressionEvaluator left,
            ExpressionEvaluator right,
            Expression.Comparison comparison,
            int accept,
            QueryMemory memory) {
        this.left = left;
        this.right = right;
        this.accept = accept;
        this.leftScratch = new Column(comparison.left().type(), memory);
        this.rightScratch = new Column(comparison.right().type(), memory);
    }

    /** The outcomes that satisfy an operator. */
    static int accept(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL, IS_NOT_DISTINCT -> SelectPair.EQUAL;
            case NOT_EQUAL, IS_DISTINCT -> SelectPair.LESS | SelectPair.GREATER;
            case LESS -> SelectPair.LESS;
            case LESS_OR_EQUAL -> SelectPair.LESS | SelectPair.EQUAL;
            case GREATER -> SelectPair.GREATER;
            case GREATER_OR_EQUAL -> SelectPair.GREATER | SelectPair.EQUAL;
        };
    }

    private static int swapped(int accept) {
        return (accept & SelectPair.EQUAL) | (accept & SelectPair.LESS) << 2 | (accept & SelectPair.GREATER) >> 2;
    }

    @Override
    public int select(ColumnBatch batch, int @Nullable [] selection, int count, int[] output) {
        Column l = left.evaluate(batch, selection, count);
        Column r = right.evaluate(batch, selection, count);
        boolean leftConstant = l.encoding() == Encoding.CONSTANT;
        boolean rightConstant = r.encoding() == Encoding.CONSTANT;
        if (leftConstant && l.isNull(0) || rightConstant && r.isNull(0) || count == 0) {
            return 0;
        }
        if (leftConstant && rightConstant) {
            int order = Integer.signum(Compare.compare(l, 0, r, 0));
            return (accept >>> (order + 1) & 1) != 0 ? Selections.copy(selection, count, output) : 0;
        }
        // NULLs are dropped first where there are some, which also keeps strings under NULL from being read.
        int @Nullable [] rows = selection;
        int n = count;
        if (!leftConstant && l.mayHaveNulls()) {
            n = Selections.dropNulls(l, rows, n, output);
            rows = output;
        }
        if (!rightConstant && r.mayHaveNulls()) {
            n = Selections.dropNulls(r, rows, n, output);
            rows = output;
        }
        if (rightConstant) {
            return selectConstant(flat(l, rows, n, batch, leftScratch), r, accept, rows, n, output);
        }
        if (leftConstant) {
            return selectConstant(flat(r, rows, n, batch, rightScratch), l, swapped(accept), rows, n, output);
        }
        Column flatLeft = flat(l, rows, n, batch, leftScratch);
        return selectPair(flatLeft, flat(r, rows, n, batch, rightScratch), accept, rows, n, output);
    }

    private static Column flat(Column column, int @Nullable [] rows, int count, ColumnBatch batch, Column scratch) {
        return Flatten.flatten(column, rows, count, batch.rowCount(), scratch);
    }

    private static int selectConstant(
            Column column, Column constant, int accept, int @Nullable [] rows, int count, int[] output) {
        long data = column.dataAddress();
        long at = constant.dataAddress();
        return switch (column.physicalType()) {
            case INT32 -> ints(data, RawMemory.getInt(at), accept, rows, count, output);
            case INT64 -> longs(data, RawMemory.getLong(at), accept, rows, count, output);
            case FLOAT64 -> {
                double value = RawMemory.getDouble(at);
                yield Double.isNaN(value)
                        ? SelectPair.doubles(data, 8, at, 0, accept, rows, count, output)
                        : doubles(data, value, accept, rows, count, output);
            }
            case VIEW -> views(data, at, accept, rows, count, output);
            case INT8, INT128 -> selectPair(column, constant, accept, rows, count, output);
        };
    }

    private static int ints(long data, int constant, int accept, int @Nullable [] rows, int count, int[] output) {
        return switch (accept) {
            case SelectPair.EQUAL -> SelectConstant.equalInt(data, constant, 0, rows, count, output);
            case SelectPair.LESS | SelectPair.GREATER ->
                SelectConstant.equalInt(data, constant, 1, rows, count, output);
            case SelectPair.LESS -> SelectConstant.lessInt(data, constant, 0, rows, count, output);
            case SelectPair.GREATER | SelectPair.EQUAL ->
                SelectConstant.lessInt(data, constant, 1, rows, count, output);
            case SelectPair.GREATER -> SelectConstant.greaterInt(data, constant, 0, rows, count, output);
            default -> SelectConstant.greaterInt(data, constant, 1, rows, count, output);
        };
    }

    private static int longs(long data, long constant, int accept, int @Nullable [] rows, int count, int[] output) {
        return switch (accept) {
            case SelectPair.EQUAL -> SelectConstant.equalLong(data, constant, 0, rows, count, output);
            case SelectPair.LESS | SelectPair.GREATER ->
                SelectConstant.equalLong(data, constant, 1, rows, count, output);
            case SelectPair.LESS -> SelectConstant.lessLong(data, constant, 0, rows, count, output);
            case SelectPair.GREATER | SelectPair.EQUAL ->
                SelectConstant.lessLong(data, constant, 1, rows, count, output);
            case SelectPair.GREATER -> SelectConstant.greaterLong(data, constant, 0, rows, count, output);
            default -> SelectConstant.greaterLong(data, constant, 1, rows, count, output);
        };
    }

    /** NaN is greater than every number, so "greater" is "not less or equal". */
    private static int doubles(long data, double constant, int accept, int @Nullable [] rows, int count, int[] output) {
        return switch (accept) {
            case SelectPair.EQUAL -> SelectConstant.equalDouble(data, constant, 0, rows, count, output);
            case SelectPair.LESS | SelectPair.GREATER ->
                SelectConstant.equalDouble(data, constant, 1, rows, count, output);
            case SelectPair.LESS -> SelectConstant.lessDouble(data, constant, 0, rows, count, output);
            case SelectPair.GREATER | SelectPair.EQUAL ->
                SelectConstant.lessDouble(data, constant, 1, rows, count, output);
            case SelectPair.GREATER -> SelectConstant.lessOrEqualDouble(data, constant, 1, rows, count, output);
            default -> SelectConstant.lessOrEqualDouble(data, constant, 0, rows, count, output);
        };
    }

    private static int views(long data, long constant, int accept, int @Nullable [] rows, int count, int[] output) {
        boolean equality = accept == SelectPair.EQUAL || accept == (SelectPair.LESS | SelectPair.GREATER);
        if (!equality) {
            return SelectPair.views(data, StringView.BYTES, constant, 0, accept, rows, count, output);
        }
        int negate = accept == SelectPair.EQUAL ? 0 : 1;
        return StringView.length(constant) <= StringView.INLINE_BYTES
                ? SelectConstant.equalShortView(
                        data, RawMemory.getLong(constant), RawMemory.getLong(constant + 8), negate, rows, count, output)
                : SelectConstant.equalLongView(data, constant, negate, rows, count, output);
    }

    /** Sides are FLAT or CONSTANT. */
    private static int selectPair(
            Column left, Column right, int accept, int @Nullable [] rows, int count, int[] output) {
        long l = left.dataAddress();
        long r = right.dataAddress();
        int bytes = left.physicalType().bytes();
        int leftStride = left.encoding() == Encoding.CONSTANT ? 0 : bytes;
        int rightStride = right.encoding() == Encoding.CONSTANT ? 0 : bytes;
        return switch (left.physicalType()) {
            case INT8 -> SelectPair.bytes(l, leftStride, r, rightStride, accept, rows, count, output);
            case INT32 -> SelectPair.ints(l, leftStride, r, rightStride, accept, rows, count, output);
            case INT64 -> SelectPair.longs(l, leftStride, r, rightStride, accept, rows, count, output);
            case FLOAT64 -> SelectPair.doubles(l, leftStride, r, rightStride, accept, rows, count, output);
            case INT128 -> SelectPair.int128s(l, leftStride, r, rightStride, accept, rows, count, output);
            case VIEW -> {
                if (accept == SelectPair.EQUAL) {
                    yield SelectPair.equalViews(l, leftStride, r, rightStride, 0, rows, count, output);
                }
                yield SelectPair.views(l, leftStride, r, rightStride, accept, rows, count, output);
            }
        };
    }

    @Override
    public void close() {
        left.close();
        right.close();
        leftScratch.close();
        rightScratch.close();
    }
}
