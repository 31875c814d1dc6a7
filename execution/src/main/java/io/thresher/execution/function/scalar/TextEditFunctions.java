package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.kernel.ByteSearch;
import io.thresher.memory.RawMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that replace, repeat, pad or reorder text. Lengths are checked before memory is taken. */
final class TextEditFunctions {
    /** What a character costs where it is looked up or changed by itself. */
    private static final int CHARACTER_WORK = 10;

    private TextEditFunctions() {}

    static List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>(whole());
        functions.addAll(byCharacter());
        return functions;
    }

    private static List<ScalarFunction> whole() {
        return List.of(
                ScalarFunction.of(
                        "replace",
                        FunctionGroup.TEXT,
                        "The text with every occurrence of the second argument replaced by the third.",
                        "REPLACE('Thresher', 'h', '-')",
                        strict("VARCHAR, VARCHAR, VARCHAR -> VARCHAR", b -> TextEditFunctions::replace)),
                text(
                        "reverse",
                        "The characters from last to first.",
                        "REVERSE('Thresher')",
                        "VARCHAR -> VARCHAR",
                        (input, row) -> new StringBuilder(input.textAt(0, row))
                                .reverse()
                                .toString()),
                ScalarFunction.of(
                        "repeat",
                        FunctionGroup.TEXT,
                        "The text n times; empty if n is not positive.",
                        "REPEAT('ab', 3)",
                        strict("VARCHAR, BIGINT -> VARCHAR", b -> TextEditFunctions::repeat)),
                text(
                        "lpad",
                        "The text filled on the left to n characters, with spaces or the third argument; cut if longer.",
                        "LPAD('7', 3, '0')",
                        "VARCHAR, BIGINT, VARCHAR? -> VARCHAR",
                        (input, row) -> pad(input, row, true)),
                text(
                        "rpad",
                        "The text filled on the right to n characters, with spaces or the third argument; cut if longer.",
                        "RPAD('7', 3, '0')",
                        "VARCHAR, BIGINT, VARCHAR? -> VARCHAR",
                        (input, row) -> pad(input, row, false)),
                text(
                        "initcap",
                        "The first letter of every word in upper case, the others in lower case.",
                        "INITCAP('hello world')",
                        "VARCHAR -> VARCHAR",
                        TextEditFunctions::initcap));
    }

    private static List<ScalarFunction> byCharacter() {
        return List.of(
                text(
                        "translate",
                        "Every character that is in the second argument replaced by the one at its place in the third;"
                                + " left out if there is none.",
                        "TRANSLATE('12345', '143', 'ax')",
                        "VARCHAR, VARCHAR, VARCHAR -> VARCHAR",
                        TextEditFunctions::translate),
                text(
                        "overlay",
                        "OVERLAY(text PLACING part FROM start FOR length): the text with a part replaced.",
                        "OVERLAY('Thresher' PLACING 'xx' FROM 2 FOR 3)",
                        "VARCHAR, VARCHAR, BIGINT, BIGINT? -> VARCHAR",
                        TextEditFunctions::overlay),
                ScalarFunction.of(
                        "split_part",
                        FunctionGroup.TEXT,
                        "The n-th part of the text between separators, from 1, or from the end if negative; empty if none.",
                        "SPLIT_PART('a,b,c', ',', 2)",
                        strict("VARCHAR, VARCHAR, BIGINT -> VARCHAR", b -> TextEditFunctions::splitPart)),
                text(
                        "chr",
                        "The character of a code point.",
                        "CHR(65)",
                        "BIGINT -> VARCHAR",
                        (input, row) -> chr(input.longAt(0, row))),
                ScalarFunction.of(
                        "ascii",
                        FunctionGroup.TEXT,
                        "The code point of the first character; 0 if the text is empty.",
                        "ASCII('A')",
                        strict("VARCHAR -> BIGINT", b -> RowBodies.longs(TextEditFunctions::ascii))),
                ScalarFunction.of(
                        "levenshtein",
                        FunctionGroup.TEXT,
                        "The fewest insertions, deletions and replacements of characters from one text to the other.",
                        "LEVENSHTEIN('kitten', 'sitting')",
                        strict("VARCHAR, VARCHAR -> BIGINT", b -> RowBodies.longs(TextEditFunctions::levenshtein))));
    }

    private static ScalarFunction text(
            String name, String description, String example, String signature, RowBodies.TextBody body) {
        return ScalarFunction.of(
                name, FunctionGroup.TEXT, description, example, strict(signature, b -> RowBodies.text(body)));
    }

    /** By bytes: one character's bytes never lie within another's. */
    private static void replace(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.rowWork();
            long view = input.address(0, row);
            int length = StringView.length(view);
            long bytes = StringView.bytesAddress(view);
            input.work(length);
            ByteSearch from = new ByteSearch(StringView.bytes(input.address(1, row)), input.stopCheck());
            long to = input.address(2, row);
            long count = from.length() == 0 ? 0 : count(from, bytes, length);
            long grown = length + count * ((long) StringView.length(to) - from.length());
            long target = input.startBytes(row, grown);
            copyReplaced(from, count, to, bytes, length, target);
            input.finishBytes(row, target, (int) grown);
        }
    }

    private static long count(ByteSearch search, long bytes, int length) {
        long count = 0;
        for (int at = search.indexOf(bytes, length, 0); at >= 0; ) {
            count++;
            at = search.indexOf(bytes, length, at + search.length());
        }
        return count;
    }

    private static void copyReplaced(ByteSearch from, long count, long to, long bytes, int length, long target) {
        long toBytes = StringView.bytesAddress(to);
        int toLength = StringView.length(to);
        long out = target;
        int done = 0;
        for (long n = 0; n < count; n++) {
            int at = from.indexOf(bytes, length, done);
            RawMemory.copy(bytes + done, out, at - done);
            out += at - done;
            RawMemory.copy(toBytes, out, toLength);
            out += toLength;
            done = at + from.length();
        }
        RawMemory.copy(bytes + done, out, length - done);
    }

    private static void repeat(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            long view = input.address(0, row);
            int length = StringView.length(view);
            long times = length == 0 ? 0 : Math.max(0, input.longAt(1, row));
            FunctionInput.checkLength(times > FunctionInput.MAX_RESULT_BYTES ? times : times * length);
            long wanted = times * length;
            long target = input.startBytes(row, wanted);
            RawMemory.copy(StringView.bytesAddress(view), target, Math.min(length, wanted));
            for (long done = length; done < wanted; ) {
                // What is there already doubles.
                long copied = Math.min(done, wanted - done);
                RawMemory.copy(target, target + done, copied);
                done += copied;
            }
            input.finishBytes(row, target, (int) wanted);
        }
    }

    private static String pad(FunctionInput input, int row, boolean left) {
        long wanted = Math.max(0, input.longAt(1, row));
        FunctionInput.checkLength(wanted);
        String text = input.textAt(0, row);
        int length = text.codePointCount(0, text.length());
        if (wanted <= length) {
            return text.substring(0, text.offsetByCodePoints(0, (int) wanted));
        }
        int[] fill = (input.argumentCount() == 3 ? input.textAt(2, row) : " ")
                .codePoints()
                .toArray();
        if (fill.length == 0) {
            return text;
        }
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < wanted - length; i++) {
            padding.appendCodePoint(fill[i % fill.length]);
        }
        return left ? padding + text : text + padding;
    }

    private static String initcap(FunctionInput input, int row) {
        String text = input.textAt(0, row);
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
            input.work(CHARACTER_WORK);
        }
        return result.toString();
    }

    private static String translate(FunctionInput input, int row) {
        int[] from = input.textAt(1, row).codePoints().toArray();
        int[] to = input.textAt(2, row).codePoints().toArray();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            places.putIfAbsent(from[i], i);
        }
        StringBuilder result = new StringBuilder();
        input.textAt(0, row).codePoints().forEach(c -> {
            input.work(CHARACTER_WORK);
            int place = places.getOrDefault(c, -1);
            if (place < 0) {
                result.appendCodePoint(c);
            } else if (place < to.length) {
                result.appendCodePoint(to[place]);
            }
        });
        return result.toString();
    }

    private static String overlay(FunctionInput input, int row) {
        String text = input.textAt(0, row);
        String part = input.textAt(1, row);
        long start = input.longAt(2, row);
        if (start <= 0) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Overlay must start at 1 or later: " + start);
        }
        long length = input.argumentCount() == 4 ? input.longAt(3, row) : part.codePointCount(0, part.length());
        if (length < 0) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Overlay length must not be negative: " + length);
        }
        int characters = text.codePointCount(0, text.length());
        int from = (int) Math.min(characters, start - 1);
        int to = (int) Math.min(characters, Math.min(characters, start - 1) + length);
        return text.substring(0, text.offsetByCodePoints(0, from))
                + part
                + text.substring(text.offsetByCodePoints(0, to));
    }

    private static void splitPart(FunctionInput input) {
        for (int i = 0; i < input.count(); i++) {
            int row = input.row(i);
            input.rowWork();
            long view = input.address(0, row);
            int length = StringView.length(view);
            long bytes = StringView.bytesAddress(view);
            input.work(length);
            ByteSearch separator = new ByteSearch(StringView.bytes(input.address(1, row)), input.stopCheck());
            long n = input.longAt(2, row);
            if (n == 0) {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "SPLIT_PART position must not be zero");
            }
            if (separator.length() == 0) {
                input.putView(row, bytes, n == 1 || n == -1 ? length : 0);
            } else if (n > 0) {
                partFromStart(input, row, bytes, length, separator, n);
            } else {
                partFromEnd(input, row, bytes, length, separator, n);
            }
        }
    }

    private static void partFromStart(
            FunctionInput input, int row, long bytes, int length, ByteSearch separator, long n) {
        int start = 0;
        for (long i = 1; i < n; i++) {
            int at = separator.indexOf(bytes, length, start);
            if (at < 0) {
                input.putView(row, bytes, 0);
                return;
            }
            start = at + separator.length();
        }
        int end = separator.indexOf(bytes, length, start);
        input.putView(row, bytes + start, (end < 0 ? length : end) - start);
    }

    /** Separators are found from the end: of two that overlap the later one counts. */
    private static void partFromEnd(
            FunctionInput input, int row, long bytes, int length, ByteSearch separator, long n) {
        int end = length;
        for (long i = -1; i > n; i--) {
            int at = lastIndexOf(input, bytes, end, separator);
            if (at < 0) {
                input.putView(row, bytes, 0);
                return;
            }
            end = at;
        }
        int at = lastIndexOf(input, bytes, end, separator);
        int start = at < 0 ? 0 : at + separator.length();
        input.putView(row, bytes + start, end - start);
    }

    private static int lastIndexOf(FunctionInput input, long bytes, int end, ByteSearch separator) {
        for (int at = end - separator.length(); at >= 0; at--) {
            input.work(separator.length());
            if (separator.matches(bytes + at)) {
                return at;
            }
        }
        return -1;
    }

    private static String chr(long code) {
        if (code <= 0 || code > Character.MAX_CODE_POINT || code >= 0xD800 && code <= 0xDFFF) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "Not the code point of a character: " + code);
        }
        return Character.toString((int) code);
    }

    private static long ascii(FunctionInput input, int row) {
        String text = input.textAt(0, row);
        return text.isEmpty() ? 0 : text.codePointAt(0);
    }

    private static long levenshtein(FunctionInput input, int row) {
        int[] left = input.textAt(0, row).codePoints().toArray();
        int[] right = input.textAt(1, row).codePoints().toArray();
        if ((long) left.length * right.length > 1L << 26) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Texts too long for LEVENSHTEIN; cut them first, characters: " + left.length + ", " + right.length);
        }
        int[] previous = new int[right.length + 1];
        for (int j = 0; j <= right.length; j++) {
            previous[j] = j;
        }
        int[] current = new int[right.length + 1];
        for (int i = 1; i <= left.length; i++) {
            input.work(right.length);
            current[0] = i;
            for (int j = 1; j <= right.length; j++) {
                int replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[right.length];
    }
}
