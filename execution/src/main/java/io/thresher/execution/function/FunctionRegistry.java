package io.thresher.execution.function;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scalar functions by canonical name. Immutable. The engine's own is {@code scalar.ScalarFunctions.registry()}; it is not
 * made here, as the bodies depend on this package.
 */
public final class FunctionRegistry {
    private final Map<String, ScalarFunction> scalars = new LinkedHashMap<>();

    /** Makes a registry; two functions of one name are a programmer's error. */
    public FunctionRegistry(List<ScalarFunction> functions) {
        for (ScalarFunction function : functions) {
            if (scalars.put(function.name(), function) != null) {
                throw new IllegalArgumentException("Two functions of one name: " + function.name());
            }
        }
    }

    /** All scalar functions, grouped as the reference page shows them. */
    public List<ScalarFunction> scalarFunctions() {
        return List.copyOf(scalars.values());
    }

    /** Looks a scalar function up by its canonical name. */
    public Optional<ScalarFunction> findScalar(String name) {
        return Optional.ofNullable(scalars.get(name));
    }

    /**
     * The scalar function of a canonical name.
     *
     * @throws EngineException FUNCTION_NOT_FOUND
     */
    public ScalarFunction scalar(String name) {
        return findScalar(name)
                .orElseThrow(() -> new EngineException(ErrorCode.FUNCTION_NOT_FOUND, "Function not found: " + name));
    }
}
