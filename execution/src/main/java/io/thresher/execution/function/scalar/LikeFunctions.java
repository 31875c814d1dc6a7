package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.DataType;
import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.execution.function.FunctionBinding;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.LikePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LIKE and ILIKE. A constant pattern is compiled once; others once per change from row to row. */
final class LikeFunctions {
    private static final String DEFAULT_ESCAPE = "\\";

    private LikeFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                ScalarFunction.of(
                        "like",
                        FunctionGroup.PATTERN,
                        "Whether the value matches a pattern in which % stands for any text and _ for one character; the"
                                + " third argument is the escape character, the backslash if not given, none if empty.",
                        "'PROMO TIN' LIKE 'PROMO%'",
                        strict("VARCHAR, VARCHAR, VARCHAR? -> BOOLEAN", Like::new)),
                ScalarFunction.of(
                        "ilike",
                        FunctionGroup.PATTERN,
                        "As LIKE, without regard to case.",
                        "'Promo Tin' ILIKE 'PROMO%'",
                        strict("VARCHAR, VARCHAR, VARCHAR? -> BOOLEAN", Like::new)));
    }

    /** The kernel of both: the normaliser has turned ILIKE into LIKE of lower case. */
    private static final class Like implements ScalarKernel {
        private final boolean hasEscape;
        private final StopCheck stopCheck;
        private final @Nullable LikePattern constant;
        private String lastPattern = "";
        private String lastEscape = DEFAULT_ESCAPE;
        private @Nullable LikePattern last;

        Like(FunctionBinding binding) {
            List<DataType> types = binding.arguments();
            this.stopCheck = binding.context().stopCheck();
            this.hasEscape = types.size() == 3;
            String pattern = binding.constantText(1);
            String escape = hasEscape ? binding.constantText(2) : DEFAULT_ESCAPE;
            this.constant = pattern == null || escape == null ? null : tryCompile(pattern, escape);
        }

        /** Null if the pattern is wrong: that error belongs to the rows that use it. */
        private @Nullable LikePattern tryCompile(String pattern, String escape) {
            try {
                return compile(pattern, escape);
            } catch (EngineException e) {
                return null;
            }
        }

        private LikePattern compile(String pattern, String escape) {
            if (escape.codePointCount(0, escape.length()) > 1) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "LIKE escape must be one character or empty: " + escape);
            }
            int escapePoint = escape.isEmpty() ? LikePattern.NO_ESCAPE : escape.codePointAt(0);
            return LikePattern.compile(pattern, escapePoint, stopCheck);
        }

        @Override
        public void evaluate(FunctionInput input) {
            if (constant != null) {
                constant.match(
                        input.address(0), input.stride(0), input.resultAddress(), input.selection(), input.count());
                return;
            }
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.work(StringView.length(input.address(0, row)));
                input.putBoolean(row, pattern(input, row).matches(input.address(0, row)));
            }
        }

        private LikePattern pattern(FunctionInput input, int row) {
            String pattern = input.textAt(1, row);
            String escape = hasEscape ? input.textAt(2, row) : DEFAULT_ESCAPE;
            LikePattern compiled = last;
            if (compiled == null || !pattern.equals(lastPattern) || !escape.equals(lastEscape)) {
                compiled = compile(pattern, escape);
                last = compiled;
                lastPattern = pattern;
                lastEscape = escape;
            }
            return compiled;
        }
    }
}
