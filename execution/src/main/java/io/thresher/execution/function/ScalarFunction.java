package io.thresher.execution.function;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.List;

/**
 * A function of one row's values: its canonical name, what the reference page says about it, whether equal arguments
 * always give an equal result within a query, and its overloads.
 */
public record ScalarFunction(
        String name,
        FunctionGroup group,
        String description,
        String example,
        boolean deterministic,
        List<Overload> overloads) {
    public ScalarFunction {
        overloads = List.copyOf(overloads);
    }

    /** Makes a deterministic function. */
    public static ScalarFunction of(
            String name, FunctionGroup group, String description, String example, Overload... overloads) {
        return new ScalarFunction(name, group, description, example, true, List.of(overloads));
    }

    /** One list of types and the body for it. */
    public record Overload(Signature signature, NullRule nullRule, Binder binder) {}

    /** Makes the kernel for the types and constants of one call. */
    @FunctionalInterface
    public interface Binder {
        ScalarKernel bind(FunctionBinding binding);
    }

    /** An overload that is NULL if an argument is. */
    public static Overload strict(String signature, Binder binder) {
        return new Overload(Signature.of(signature), NullRule.STRICT, binder);
    }

    /** An overload whose kernel may run on any row, see {@link NullRule#DENSE}. */
    public static Overload dense(String signature, Binder binder) {
        return new Overload(Signature.of(signature), NullRule.DENSE, binder);
    }

    /** An overload that looks at NULLs itself. */
    public static Overload custom(String signature, Binder binder) {
        return new Overload(Signature.of(signature), NullRule.CUSTOM, binder);
    }

    /**
     * The overload nearest to the argument types.
     *
     * @throws EngineException TYPE_MISMATCH if none takes them
     */
    public Overload resolve(List<DataType> arguments) {
        Overload best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (Overload overload : overloads) {
            int distance = overload.signature().distance(arguments);
            if (distance >= 0 && distance < bestDistance) {
                best = overload;
                bestDistance = distance;
            }
        }
        if (best == null) {
            throw new EngineException(
                    ErrorCode.TYPE_MISMATCH,
                    "Function does not take these arguments, cast them: " + name + arguments + "; it takes "
                            + overloads.stream()
                                    .map(o -> o.signature().toString())
                                    .toList());
        }
        return best;
    }
}
