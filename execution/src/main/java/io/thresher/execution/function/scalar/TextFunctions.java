package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.custom;
import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.StringView;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.kernel.AsciiCase;
import io.thresher.execution.kernel.ByteSearch;
import io.thresher.execution.kernel.Utf8;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.List;

/** Length, case, concatenation and search of text, on its bytes where they are ASCII. */
final class TextFunctions {
    private TextFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>(lengthsAndJoins());
        functions.addAll(searches());
        return functions;
    }

    private static List<ScalarFunction> lengthsAndJoins() {
        return List.of(
                ScalarFunction.of(
                        "length",
                        FunctionGroup.TEXT,
                        "The number of characters (of bytes for binary values).",
                        "LENGTH('Thresher')",
                        strict("VARCHAR -> BIGINT", b -> TextFunctions::length),
                        strict("VARBINARY -> BIGINT", b -> input -> byteLength(input, 1))),
                ScalarFunction.of(
                        "octet_length",
                        FunctionGroup.TEXT,
                        "The number of bytes.",
                        "OCTET_LENGTH('Thresher')",
                        strict("VARCHAR -> BIGINT", b -> input -> byteLength(input, 1)),
                        strict("VARBINARY -> BIGINT", b -> input -> byteLength(input, 1))),
                ScalarFunction.of(
                        "bit_length",
                        FunctionGroup.TEXT,
                        "The number of bits.",
                        "BIT_LENGTH('Thresher')",
                        strict("VARCHAR -> BIGINT", b -> input -> byteLength(input, 8)),
                        strict("VARBINARY -> BIGINT", b -> input -> byteLength(input, 8))),
                ScalarFunction.of(
                        "upper",
                        FunctionGroup.TEXT,
                        "The text with every character in upper case.",
                        "UPPER('Thresher')",
                        strict("VARCHAR -> VARCHAR", b -> input -> changeCase(input, true))),
                ScalarFunction.of(
                        "lower",
                        FunctionGroup.TEXT,
                        "The text with every character in lower case.",
                        "LOWER('Thresher')",
                        strict("VARCHAR -> VARCHAR", b -> input -> changeCase(input, false))),
                ScalarFunction.of(
                        "concat",
                        FunctionGroup.TEXT,
                        "The arguments one after the other, as ||: NULL if one is.",
                        "'a' || 'b'",
                        strict("VARCHAR... -> VARCHAR", b -> input -> concat(input)),
                        strict("VARBINARY... -> VARBINARY", b -> input -> concat(input))),
                ScalarFunction.of(
                        "concat_all",
                        FunctionGroup.TEXT,
                        "CONCAT: the arguments one after the other, NULL counting as empty.",
                        "CONCAT('a', NULL, 'b')",
                        custom("VARCHAR... -> VARCHAR", b -> input -> concat(input))),
                ScalarFunction.of(
                        "concat_ws",
                        FunctionGroup.TEXT,
                        "The arguments after the first that are not NULL, with the first between them.",
                        "CONCAT_WS(', ', 'a', NULL, 'b')",
                        custom("VARCHAR, VARCHAR?... -> VARCHAR", b -> TextFunctions::concatWithSeparator)));
    }

    private static List<ScalarFunction> searches() {
        return List.of(
                ScalarFunction.of(
                        "position",
                        FunctionGroup.TEXT,
                        "POSITION(needle IN text): the character position of the first occurrence, from 1; 0 if none.",
                        "POSITION('sh' IN 'Thresher')",
                        strict("VARCHAR, VARCHAR -> BIGINT", b -> input -> position(input, 0, 1))),
                ScalarFunction.of(
                        "strpos",
                        FunctionGroup.TEXT,
                        "STRPOS(text, needle): the character position of the first occurrence, from 1; 0 if none.",
                        "STRPOS('Thresher', 'sh')",
                        strict("VARCHAR, VARCHAR -> BIGINT", b -> input -> position(input, 1, 0))),
                ScalarFunction.of(
                        "starts_with",
                        FunctionGroup.TEXT,
                        "Whether the text begins with the second argument.",
                        "STARTS_WITH('Thresher', 'Th')",
                        strict("VARCHAR, VARCHAR -> BOOLEAN", b -> input -> affix(input, true))),
                ScalarFunction.of(
                        "ends_with",
                        FunctionGroup.TEXT,
                        "Whether the text ends with the second argument.",
                        "ENDS_WITH('Thresher', 'er')",
                        strict("VARCHAR, VARCHAR -> BOOLEAN", b -> input -> affix(input, false))),
                ScalarFunction.of(
                        "contains",
                        FunctionGroup.TEXT,
                        "Whether the second argument occurs in the text.",
                        "CONTAINS('Thresher', 'esh')",
                        strict("VARCHAR, VARCHAR -> BOOLEAN", b -> TextFunctions::contains)));
    }

    private static void length(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long view = input.address(0, row);
            input.work(StringView.length(view));
            input.putLong(row, Utf8.length(StringView.bytesAddress(view), StringView.length(view)));
        }
    }

    private static void byteLength(FunctionInput input, int factor) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.putLong(row, (long) factor * StringView.length(input.address(0, row)));
        }
    }

    private static void changeCase(FunctionInput input, boolean upper) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long view = input.address(0, row);
            int length = StringView.length(view);
            long bytes = StringView.bytesAddress(view);
            if (Utf8.isAscii(bytes, length)) {
                long target = input.startBytes(row, length);
                AsciiCase.convert(bytes, target, length, upper);
                input.finishBytes(row, target, length);
            } else {
                input.putText(row, changeCase(input.textAt(0, row), upper));
            }
        }
    }

    /** Character by character, as PostgreSQL does it: no letter becomes two. */
    private static String changeCase(String text, boolean upper) {
        return text.codePoints()
                .map(c -> upper ? Character.toUpperCase(c) : Character.toLowerCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Joins the arguments that are not NULL. */
    private static void concat(FunctionInput input) {
        int arguments = input.argumentCount();
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long length = 0;
            for (int a = 0; a < arguments; a++) {
                length += input.isNull(a, row) ? 0 : StringView.length(input.address(a, row));
            }
            long target = input.startBytes(row, length);
            long at = target;
            for (int a = 0; a < arguments; a++) {
                if (!input.isNull(a, row)) {
                    at = append(input.address(a, row), at);
                }
            }
            input.finishBytes(row, target, (int) length);
        }
    }

    private static long append(long view, long target) {
        int length = StringView.length(view);
        RawMemory.copy(StringView.bytesAddress(view), target, length);
        return target + length;
    }

    private static void concatWithSeparator(FunctionInput input) {
        int arguments = input.argumentCount();
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (input.isNull(0, row)) {
                input.putNull(row);
                continue;
            }
            long separator = input.address(0, row);
            long length = 0;
            int parts = 0;
            for (int a = 1; a < arguments; a++) {
                if (!input.isNull(a, row)) {
                    length += StringView.length(input.address(a, row));
                    parts++;
                }
            }
            length += Math.max(0L, parts - 1) * StringView.length(separator);
            long target = input.startBytes(row, length);
            long at = target;
            boolean isFirst = true;
            for (int a = 1; a < arguments; a++) {
                if (!input.isNull(a, row)) {
                    at = append(input.address(a, row), isFirst ? at : append(separator, at));
                    isFirst = false;
                }
            }
            input.finishBytes(row, target, (int) length);
        }
    }

    private static ByteSearch search(FunctionInput input, int argument, int row) {
        return new ByteSearch(StringView.bytes(input.address(argument, row)), input.stopCheck());
    }

    private static void position(FunctionInput input, int needle, int text) {
        if (input.count() == 0) {
            return;
        }
        ByteSearch search = search(input, needle, input.row(0));
        boolean constant = input.stride(needle) == 0;
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (!constant) {
                search = search(input, needle, row);
            }
            long view = input.address(text, row);
            input.work(StringView.length(view) + (long) search.length());
            long bytes = StringView.bytesAddress(view);
            int at = search.indexOf(bytes, StringView.length(view), 0);
            input.putLong(row, at < 0 ? 0 : Utf8.length(bytes, at) + 1);
        }
    }

    private static void contains(FunctionInput input) {
        if (input.count() == 0) {
            return;
        }
        ByteSearch search = search(input, 1, input.row(0));
        boolean constant = input.stride(1) == 0;
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            if (!constant) {
                search = search(input, 1, row);
            }
            long view = input.address(0, row);
            input.work(StringView.length(view) + (long) search.length());
            input.putBoolean(row, search.indexOf(StringView.bytesAddress(view), StringView.length(view), 0) >= 0);
        }
    }

    private static void affix(FunctionInput input, boolean prefix) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long view = input.address(0, row);
            long part = input.address(1, row);
            int length = StringView.length(view);
            int partLength = StringView.length(part);
            long from = StringView.bytesAddress(view) + (prefix ? 0 : length - partLength);
            input.putBoolean(
                    row, partLength <= length && Utf8.sameBytes(from, StringView.bytesAddress(part), partLength));
        }
    }
}
