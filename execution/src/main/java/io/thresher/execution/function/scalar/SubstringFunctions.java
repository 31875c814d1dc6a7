package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import io.thresher.execution.kernel.Utf8;
import java.util.List;

/** Parts of a text by character position. Results point into the argument's bytes. */
final class SubstringFunctions {
    private SubstringFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                ScalarFunction.of(
                        "substring",
                        FunctionGroup.TEXT,
                        "The characters from position start (the first is 1), at most length of them.",
                        "SUBSTRING('Thresher' FROM 2 FOR 3)",
                        strict(
                                "VARCHAR, BIGINT, BIGINT? -> VARCHAR",
                                b -> substring(b.arguments().size() == 3, true)),
                        strict(
                                "VARBINARY, BIGINT, BIGINT? -> VARBINARY",
                                b -> substring(b.arguments().size() == 3, false))),
                ScalarFunction.of(
                        "left",
                        FunctionGroup.TEXT,
                        "The first n characters; without the last -n if n is negative.",
                        "LEFT('Thresher', 3)",
                        strict("VARCHAR, BIGINT -> VARCHAR", b -> SubstringFunctions::left)),
                ScalarFunction.of(
                        "right",
                        FunctionGroup.TEXT,
                        "The last n characters; without the first -n if n is negative.",
                        "RIGHT('Thresher', 3)",
                        strict("VARCHAR, BIGINT -> VARCHAR", b -> SubstringFunctions::right)));
    }

    private static ScalarKernel substring(boolean withLength, boolean characters) {
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                long start = input.longAt(1, row);
                long end = Long.MAX_VALUE;
                if (withLength) {
                    long length = input.longAt(2, row);
                    if (length < 0) {
                        throw new EngineException(
                                ErrorCode.INVALID_ARGUMENT, "Substring length must not be negative: " + length);
                    }
                    end = start > Long.MAX_VALUE - length ? Long.MAX_VALUE : start + length;
                }
                // Positions before the text count, as in the standard: substring('abc', 0, 2) is 'a'.
                slice(input, row, Math.max(start, 1) - 1, Math.max(end, 1) - 1, characters);
            }
        };
    }

    private static void left(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long n = input.longAt(1, row);
            slice(input, row, 0, n >= 0 ? n : Math.max(0, characters(input, row) + n), true);
        }
    }

    private static void right(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long n = input.longAt(1, row);
            long from = n >= 0 ? Math.max(0, characters(input, row) - n) : n == Long.MIN_VALUE ? Long.MAX_VALUE : -n;
            slice(input, row, from, Long.MAX_VALUE, true);
        }
    }

    private static int characters(FunctionInput input, int row) {
        long view = input.address(0, row);
        return Utf8.length(StringView.bytesAddress(view), StringView.length(view));
    }

    /** Puts the characters (or bytes) from {@code from} to before {@code to}, counted from 0. */
    private static void slice(FunctionInput input, int row, long from, long to, boolean characters) {
        long view = input.address(0, row);
        int length = StringView.length(view);
        long bytes = StringView.bytesAddress(view);
        if (from >= length || to <= from) {
            input.putView(row, bytes, 0);
            return;
        }
        int start = (int) from;
        int end = (int) Math.min(to, length);
        if (characters && !Utf8.isAscii(bytes, length)) {
            start = Utf8.prefixBytes(bytes, length, (int) from);
            end = start + Utf8.prefixBytes(bytes + start, length - start, (int) Math.min(to - from, length));
        }
        input.putView(row, bytes + start, end - start);
    }
}
