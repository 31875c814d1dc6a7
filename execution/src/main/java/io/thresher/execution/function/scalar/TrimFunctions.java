package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.StringView;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.kernel.Utf8;
import io.thresher.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** TRIM and its one-sided forms: spaces, or any of the characters of a second argument. */
final class TrimFunctions {
    private TrimFunctions() {}

    static List<ScalarFunction> functions() {
        return List.of(
                function("trim", "The text without spaces (or any of the characters given) at both ends.", true, true),
                function(
                        "ltrim", "The text without spaces (or any of the characters given) at its start.", true, false),
                function("rtrim", "The text without spaces (or any of the characters given) at its end.", false, true));
    }

    private static ScalarFunction function(String name, String description, boolean start, boolean end) {
        return ScalarFunction.of(
                name,
                FunctionGroup.TEXT,
                description,
                name.toUpperCase(java.util.Locale.ROOT) + "('  a ')",
                strict("VARCHAR -> VARCHAR", b -> input -> spaces(input, start, end)),
                strict("VARCHAR, VARCHAR -> VARCHAR", b -> input -> characters(input, start, end)));
    }

    private static void spaces(FunctionInput input, boolean start, boolean end) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long view = input.address(0, row);
            long bytes = StringView.bytesAddress(view);
            int to = end ? Utf8.withoutTrailingSpaces(bytes, StringView.length(view)) : StringView.length(view);
            int from = 0;
            while (start && from < to && RawMemory.getByte(bytes + from) == ' ') {
                from++;
            }
            input.putView(row, bytes + from, to - from);
        }
    }

    private static void characters(FunctionInput input, boolean start, boolean end) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            String set = input.textAt(1, row);
            String text = input.textAt(0, row);
            int from = 0;
            int to = text.length();
            while (start && from < to && set.indexOf(text.codePointAt(from)) >= 0) {
                input.work(set.length());
                from += Character.charCount(text.codePointAt(from));
            }
            while (end && to > from && set.indexOf(text.codePointBefore(to)) >= 0) {
                input.work(set.length());
                to -= Character.charCount(text.codePointBefore(to));
            }
            byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            input.putBytes(row, bytes, bytes.length);
        }
    }
}
