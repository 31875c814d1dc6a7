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
        functions.addAll(RoundingFunctions.functions());
        functions.addAll(MathFunctions.functions());
        functions.addAll(IntegerFunctions.functions());
        functions.addAll(TextFunctions.functions());
        functions.addAll(SubstringFunctions.functions());
        functions.addAll(TrimFunctions.functions());
        functions.addAll(TextEditFunctions.functions());
        functions.addAll(FormatFunction.functions());
        functions.addAll(LikeFunctions.functions());
        functions.addAll(RegexFunctions.functions());
        functions.addAll(BinaryFunctions.functions());
        functions.addAll(ExtractFunctions.functions());
        functions.addAll(DateFunctions.functions());
        functions.addAll(DateFormatFunctions.functions());
        functions.addAll(ConditionalFunctions.functions());
        return functions;
    }
}
