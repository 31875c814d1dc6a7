package io.thresher.execution.function;

import io.thresher.batch.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel is bound to: argument types, the result type, the value of each argument that is a constant other than
 * NULL (as {@code Expression.Literal} holds it; null for the others) and the context.
 */
public record FunctionBinding(
        List<DataType> arguments, DataType result, List<@Nullable Object> constants, FunctionContext context) {
    public FunctionBinding {
        arguments = List.copyOf(arguments);
        constants = Collections.unmodifiableList(new ArrayList<>(constants));
    }

    /** The type of an argument. */
    public DataType argument(int index) {
        return arguments.get(index);
    }

    /** The value of an argument that is a constant other than NULL, else null. */
    public @Nullable Object constant(int index) {
        return constants.get(index);
    }

    /** The text of an argument that is a constant, else null. */
    public @Nullable String constantText(int index) {
        return index < constants.size() && constants.get(index) instanceof String text ? text : null;
    }
}
