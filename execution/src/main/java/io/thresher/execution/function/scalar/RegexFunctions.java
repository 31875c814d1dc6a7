package io.thresher.execution.function.scalar;

import static io.thresher.execution.function.ScalarFunction.strict;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.function.FunctionGroup;
import io.thresher.execution.function.FunctionInput;
import io.thresher.execution.function.ScalarFunction;
import io.thresher.execution.function.ScalarKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions in RE2's syntax, matched in linear time whatever the pattern. Flags: i ignores case, s lets the
 * dot match line ends, m lets ^ and $ match at them, g (REGEXP_REPLACE) replaces every match.
 */
final class RegexFunctions {
    /** Characters that are matched well within the time in which a query must stop. */
    private static final int LONG_TEXT = 1 << 14;

    private RegexFunctions() {}

    static List<ScalarFunction> functions() {
        String matches = "VARCHAR, VARCHAR, VARCHAR? -> BOOLEAN";
        return List.of(
                ScalarFunction.of(
                        "regexp_like",
                        FunctionGroup.PATTERN,
                        "Whether the regular expression matches a part of the text.",
                        "REGEXP_LIKE('Thresher', '^Th')",
                        strict(matches, b -> find())),
                ScalarFunction.of(
                        "regexp_matches",
                        FunctionGroup.PATTERN,
                        "As REGEXP_LIKE.",
                        "REGEXP_MATCHES('Thresher', 'r$')",
                        strict(matches, b -> find())),
                ScalarFunction.of(
                        "regexp_replace",
                        FunctionGroup.PATTERN,
                        "The text with the first match (every one with flag g) replaced; \\1 stands for the first group.",
                        "REGEXP_REPLACE('Thresher', '[aeiou]', '*', 'g')",
                        strict("VARCHAR, VARCHAR, VARCHAR, VARCHAR? -> VARCHAR", b -> replace())),
                ScalarFunction.of(
                        "regexp_extract",
                        FunctionGroup.PATTERN,
                        "The first match, or its n-th group; NULL if there is none.",
                        "REGEXP_EXTRACT('2024-02', '-(\\d+)', 1)",
                        strict("VARCHAR, VARCHAR, BIGINT? -> VARCHAR", b -> extract())),
                ScalarFunction.of(
                        "regexp_count",
                        FunctionGroup.PATTERN,
                        "How often the regular expression matches.",
                        "REGEXP_COUNT('Thresher', 'h')",
                        strict("VARCHAR, VARCHAR -> BIGINT", b -> count())),
                ScalarFunction.of(
                        "similar_to",
                        FunctionGroup.PATTERN,
                        "Whether the whole text matches an SQL regular expression: %, _, |, *, +, ?, (), [].",
                        "'abc' SIMILAR TO '(ab|xy)_'",
                        strict("VARCHAR, VARCHAR, VARCHAR? -> BOOLEAN", b -> similar())));
    }

    /** The last pattern compiled; constant patterns are so compiled once. */
    private static final class Cache {
        private String source = "";
        private String flags = "";
        private @Nullable Pattern pattern;

        Pattern pattern(String newSource, String newFlags) {
            Pattern known = pattern;
            if (known == null || !source.equals(newSource) || !flags.equals(newFlags)) {
                known = compile(newSource, newFlags);
                pattern = known;
                source = newSource;
                flags = newFlags;
            }
            return known;
        }

        private static Pattern compile(String source, String flags) {
            int bits = 0;
            for (int i = 0; i < flags.length(); i++) {
                switch (flags.charAt(i)) {
                    case 'i' -> bits |= Pattern.CASE_INSENSITIVE;
                    case 's' -> bits |= Pattern.DOTALL;
                    case 'm', 'n' -> bits |= Pattern.MULTILINE;
                    case 'g', 'c' -> bits |= 0;
                    default ->
                        throw new EngineException(
                                ErrorCode.INVALID_ARGUMENT,
                                "Unknown flag of a regular expression; use i, s, m or g: " + flags.charAt(i));
                }
            }
            try {
                return Pattern.compile(source, bits);
            } catch (PatternSyntaxException e) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Invalid regular expression: " + e.getDescription() + ": " + source);
            }
        }
    }

    private static ScalarKernel find() {
        Cache cache = new Cache();
        return RowBodies.booleans((input, row) -> matcher(
                        cache.pattern(input.textAt(1, row), flags(input, 2, row)), input, row)
                .find());
    }

    /** A matcher of a row's text that looks in the middle of a long one whether the query goes on. */
    private static Matcher matcher(Pattern pattern, FunctionInput input, int row) {
        String text = input.textAt(0, row);
        return pattern.matcher(
                text.length() < LONG_TEXT ? text : new StoppableText(text, 0, text.length(), input.stopCheck()));
    }

    private static String flags(FunctionInput input, int argument, int row) {
        return input.argumentCount() > argument ? input.textAt(argument, row) : "";
    }

    private static ScalarKernel replace() {
        Cache cache = new Cache();
        return RowBodies.text((input, row) -> {
            String flags = flags(input, 3, row);
            Matcher matcher = matcher(cache.pattern(input.textAt(1, row), flags), input, row);
            String replacement = replacement(input.textAt(2, row));
            try {
                return flags.indexOf('g') >= 0 ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
            } catch (IndexOutOfBoundsException e) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Replacement names a group that the regular expression lacks: " + input.textAt(2, row));
            }
        });
    }

    /** From {@code \1} and {@code \&} to the library's {@code $1} and {@code $0}. */
    private static String replacement(String text) {
        StringBuilder result = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && next >= '0' && next <= '9') {
                result.append('$').append(next);
                i++;
            } else if (c == '\\' && next == '&') {
                result.append("$0");
                i++;
            } else if (c == '$' || c == '\\') {
                result.append('\\').append(c);
                i += c == '\\' && next == '\\' ? 1 : 0;
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static ScalarKernel extract() {
        Cache cache = new Cache();
        return input -> {
            for (int i = 0; i < input.count(); i++) {
                int row = input.row(i);
                input.rowWork();
                Matcher matcher = matcher(cache.pattern(input.textAt(1, row), ""), input, row);
                long group = input.argumentCount() == 3 ? input.longAt(2, row) : 0;
                if (group < 0 || group > matcher.groupCount()) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT, "The regular expression lacks this group: " + group);
                }
                String found = matcher.find() ? matcher.group((int) group) : null;
                if (found == null) {
                    input.putNull(row);
                } else {
                    input.putText(row, found);
                }
            }
        };
    }

    private static ScalarKernel count() {
        Cache cache = new Cache();
        return RowBodies.longs((input, row) -> {
            Matcher matcher = matcher(cache.pattern(input.textAt(1, row), ""), input, row);
            long count = 0;
            while (matcher.find()) {
                count++;
            }
            return count;
        });
    }

    private static ScalarKernel similar() {
        Cache cache = new Cache();
        return RowBodies.booleans((input, row) -> {
            String escape = input.argumentCount() == 3 ? input.textAt(2, row) : "\\";
            String regex = similarToRegex(input.textAt(1, row), escape.isEmpty() ? 0 : escape.charAt(0));
            return matcher(cache.pattern(regex, "s"), input, row).matches();
        });
    }

    private static String similarToRegex(String pattern, char escape) {
        StringBuilder regex = new StringBuilder("(?:");
        boolean inBrackets = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == escape && escape != 0) {
                if (++i == pattern.length()) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "SIMILAR TO pattern must not end with the escape character; double it: " + pattern);
                }
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            } else if (inBrackets) {
                inBrackets = c != ']';
                regex.append(c == '\\' ? "\\\\" : String.valueOf(c));
            } else {
                inBrackets = c == '[';
                switch (c) {
                    case '%' -> regex.append(".*");
                    case '_' -> regex.append('.');
                    case '.', '^', '$', '\\' -> regex.append('\\').append(c);
                    default -> regex.append(c);
                }
            }
        }
        return regex.append(')').toString();
    }
}
