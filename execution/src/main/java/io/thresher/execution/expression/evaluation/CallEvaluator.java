package io.thresher.execution.expression.evaluation;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.Encoding;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.EvaluationContext;
import io.thresher.execution.expression.ExpressionEvaluator;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.NullRule;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Bitmaps;
import io.thresher.execution.kernel.Flatten;
import io.thresher.execution.kernel.Selections;
import io.thresher.execution.kernel.Values;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function's kernel: evaluates the arguments, makes them FLAT or CONSTANT, deals with NULLs as the function's
 * {@link NullRule} says. With only constant arguments it computes one value, CONSTANT.
 */
final class CallEvaluator implements ExpressionEvaluator {
    private final ExpressionEvaluator[] arguments;
    private final Column[] scratch;
    private final ScalarKernel kernel;
    private final NullRule nullRule;
    private final boolean constantFolds;
    private final Column result;
    private final FunctionInput input;
    private final PositionBuffer notNull = new PositionBuffer();

    CallEvaluator(
            ExpressionEvaluator[] arguments,
            DataType[] argumentTypes,
            ScalarKernel kernel,
            NullRule nullRule,
            boolean deterministic,
            DataType type,
            EvaluationContext context) {
        this.arguments = arguments;
        this.kernel = kernel;
        this.nullRule = nullRule;
        this.constantFolds = deterministic;
        this.result = new Column(type, context.memory());
        this.input = new FunctionInput(arguments.length, result, context.stopCheck());
        this.scratch = new Column[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            scratch[i] = new Column(argumentTypes[i], context.memory());
        }
    }

    @Override
    public Column evaluate(ColumnBatch batch, int @Nullable [] selection, int count) {
        int rowCount = batch.rowCount();
        boolean constant = constantFolds;
        boolean constantNull = false;
        boolean nulls = false;
        for (int i = 0; i < arguments.length; i++) {
            Column column = arguments[i].evaluate(batch, selection, count);
            constant &= column.encoding() == Encoding.CONSTANT;
            constantNull |= column.encoding() == Encoding.CONSTANT && column.isNull(0);
            Column plain = column.encoding() == Encoding.DICTIONARY
                    ? Flatten.flatten(column, selection, count, rowCount, scratch[i])
                    : column;
            nulls |= plain.encoding() != Encoding.CONSTANT && plain.mayHaveNulls();
            input.setArgument(i, plain);
        }
        if (result.physicalType() == PhysicalType.VIEW) {
            result.heap().reset();
        }
        if (constantNull && nullRule != NullRule.CUSTOM) {
            return constantNull();
        }
        if (count == 0) {
            result.resetFlat();
            result.ensureCapacity(rowCount);
            return result;
        }
        return constant ? one() : rows(rowCount, selection, count, nulls);
    }

    private Column constantNull() {
        result.ensureCapacity(1);
        result.resetConstant();
        Values.zero(result, 0);
        result.setNull(0, 1);
        return result;
    }

    private Column one() {
        result.resetFlat();
        result.ensureCapacity(1);
        input.setRows(1, null, 1);
        kernel.evaluate(input);
        boolean isNull = result.isNull(0);
        result.resetConstant();
        if (isNull) {
            result.setNull(0, 1);
        }
        return result;
    }

    private Column rows(int rowCount, int @Nullable [] selection, int count, boolean nulls) {
        result.resetFlat();
        result.ensureCapacity(rowCount);
        int @Nullable [] rows = selection;
        int rowsCount = count;
        if (nulls && nullRule != NullRule.CUSTOM) {
            combineValidity(rowCount);
            if (nullRule == NullRule.STRICT) {
                rows = notNull.room(count);
                rowsCount = Selections.select(result.validityAddress(), 0, selection, count, rows);
                if (result.physicalType() == PhysicalType.VIEW && rowsCount < count) {
                    zeroNulls(selection, count);
                }
            }
        }
        input.setRows(rowCount, rows, rowsCount);
        if (nullRule == NullRule.DENSE && selection != null && 2 * count >= rowCount) {
            input.loopOverAllRows();
        }
        kernel.evaluate(input);
        return result;
    }

    private void combineValidity(int rowCount) {
        for (int i = 0; i < input.argumentCount(); i++) {
            Column column = input.argument(i);
            if (column.encoding() == Encoding.CONSTANT || !column.mayHaveNulls()) {
                continue;
            }
            if (result.mayHaveNulls()) {
                Bitmaps.and(result.validityAddress(), column.validityAddress(), result.validityAddress(), rowCount);
            } else {
                Bitmaps.copy(column.validityAddress(), result.validityBuffer(rowCount), rowCount);
            }
        }
    }

    /** A view under NULL must be harmless, and the kernel does not write it. */
    private void zeroNulls(int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            if (result.isNull(row)) {
                Values.zero(result, row);
            }
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].close();
            scratch[i].close();
        }
        result.close();
    }
}
