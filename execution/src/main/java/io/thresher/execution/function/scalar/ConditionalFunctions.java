package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.custom;
import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Compare;
import io.thresher.execution.kernel.Hash;
import io.thresher.execution.kernel.Values;
import java.util.List;

/** Functions of any type, and about the engine and the session. */
final class ConditionalFunctions {
    private ConditionalFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                ScalarFunction.of(
                        "greatest",
                        FunctionGroup.OTHER,
                        "The greatest argument that is not NULL.",
                        "GREATEST(1, 3, 2)",
                        custom("ANY... -> SAME", b -> input -> pick(input, 1))),
                ScalarFunction.of(
                        "least",
                        FunctionGroup.OTHER,
                        "The least argument that is not NULL.",
                        "LEAST(1, 3, 2)",
                        custom("ANY... -> SAME", b -> input -> pick(input, -1))),
                ScalarFunction.of(
                        "typeof",
                        FunctionGroup.OTHER,
                        "The name of the argument's type.",
                        "TYPEOF(1)",
                        custom("ANY -> VARCHAR", ConditionalFunctions::typeName)),
                ScalarFunction.of(
                        "hash",
                        FunctionGroup.OTHER,
                        "A 64-bit hash of the arguments; it may change between versions.",
                        "HASH('a', 1)",
                        custom("ANY... -> BIGINT", b -> ConditionalFunctions::hash)),
                ScalarFunction.of(
                        "version",
                        FunctionGroup.OTHER,
                        "The name and version of the engine.",
                        "VERSION()",
                        strict("-> VARCHAR", b -> RowBodies.text((input, row) -> version()))),
                ScalarFunction.of(
                        "current_user",
                        FunctionGroup.OTHER,
                        "The session's user.",
                        "CURRENT_USER",
                        strict(
                                "-> VARCHAR",
                                b -> RowBodies.text((input, row) -> b.context().user()))),
                ScalarFunction.of(
                        "current_schema",
                        FunctionGroup.OTHER,
                        "The session's schema.",
                        "CURRENT_SCHEMA",
                        strict(
                                "-> VARCHAR",
                                b -> RowBodies.text((input, row) -> b.context().schema()))));
    }

    private static String version() {
        String version = ConditionalFunctions.class.getPackage().getImplementationVersion();
        return "Thresher " + (version == null ? "development" : version);
    }

    private static ScalarKernel typeName(FunctionBinding binding) {
        String name = binding.argument(0).toString();
        return RowBodies.text((input, row) -> name);
    }

    /** Arguments are all of the result's type. */
    private static void pick(FunctionInput input, int wantedOrder) {
        int bytes = input.result().physicalType().bytes();
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            int best = -1;
            for (int a = 0; a < input.argumentCount(); a++) {
                if (!input.isNull(a, row)
                        && (best < 0
                                || Compare.compare(input.argument(a), row, input.argument(best), row) * wantedOrder
                                        > 0)) {
                    best = a;
                }
            }
            if (best < 0) {
                input.putNull(row);
            } else {
                Values.copy(bytes, input.address(best, row), input.resultAddress() + (long) bytes * row);
            }
        }
    }

    private static void hash(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long hash = Hash.ofRow(input.argument(0), row);
            for (int a = 1; a < input.argumentCount(); a++) {
                hash = Hash.combine(hash, Hash.ofRow(input.argument(a), row));
            }
            input.putLong(row, hash);
        }
    }
}
