package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.custom;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import java.util.List;
import java.util.Locale;

/** FORMAT, with PostgreSQL's %s, %I and %L. */
final class FormatFunction {
    private FormatFunction() {}

    static List<ScalarFunction> functions() {
        return List.of(ScalarFunction.of(
                "format",
                FunctionGroup.TEXT,
                "The first argument with %s replaced by the next argument's text (empty for NULL), %I by it as an"
                        + " identifier, %L as a literal (NULL for NULL), %% by a percent sign.",
                "FORMAT('%s is %s', 'x', 1)",
                custom("VARCHAR, VARCHAR?... -> VARCHAR", b -> input -> {
                    for (int i = 0; i < input.count(); i++) {
                        int row = input.row(i);
                        if (input.isNull(0, row)) {
                            input.putNull(row);
                        } else {
                            input.putText(row, format(input, row));
                        }
                    }
                })));
    }

    private static String format(FunctionInput input, int row) {
        String text = input.textAt(0, row);
        StringBuilder result = new StringBuilder();
        int argument = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                result.append(c);
                continue;
            }
            char kind = ++i < text.length() ? text.charAt(i) : 0;
            if (kind == '%') {
                result.append('%');
                continue;
            }
            if (kind != 's' && kind != 'I' && kind != 'L') {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "Unknown conversion in FORMAT; use %s, %I, %L or %%: " + text);
            }
            if (argument == input.argumentCount()) {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Too few arguments for FORMAT: " + text);
            }
            append(result, kind, input, argument++, row);
        }
        return result.toString();
    }

    private static void append(StringBuilder result, char kind, FunctionInput input, int argument, int row) {
        if (input.isNull(argument, row)) {
            if (kind == 'I') {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "NULL is not an identifier for FORMAT's %I");
            }
            result.append(kind == 'L' ? "NULL" : "");
            return;
        }
        String value = input.textAt(argument, row);
        switch (kind) {
            case 'L' -> result.append('\'').append(value.replace("'", "''")).append('\'');
            case 'I' -> result.append(isPlainName(value) ? value : '"' + value.replace("\"", "\"\"") + '"');
            default -> result.append(value);
        }
    }

    private static boolean isPlainName(String value) {
        return !value.isEmpty()
                && value.equals(value.toLowerCase(Locale.ROOT))
                && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')
                && !Character.isDigit(value.charAt(0));
    }
}
