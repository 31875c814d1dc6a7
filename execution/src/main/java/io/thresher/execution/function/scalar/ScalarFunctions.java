package io.thresher.execution.function.scalar;

import io.thresher.execution.function.FunctionRegistry;
import io.thresher.execution.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;

/** Joins the families of scalar functions into the registry the engine comes with. */
public final class ScalarFunctions {
    private static final FunctionRegistry REGISTRY = new FunctionRegistry(all());

    private ScalarFunctions() {}

    /** The engine's functions. */
    public static FunctionRegistry registry() {
        return REGISTRY;
    }

    private static List<ScalarFunction> all() {
        List<ScalarFunction> functions = new ArrayList<>();
        functions.addAll(ArithmeticFunctions.functions());
        functions.addAll(LikeFunctions.functions());
        functions.addAll(TextFunctions.functions());
        functions.addAll(SubstringFunctions.functions());
        functions.addAll(ExtractFunctions.functions());
        return functions;
    }
}
