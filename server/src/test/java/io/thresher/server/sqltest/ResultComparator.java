package io.thresher.server.sqltest;

import io.thresher.server.sqltest.SqlRecord.QueryRecord;
import io.thresher.server.sqltest.SqlRecord.SortMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats the rows of a query as its file writes them, and compares them with the expected lines. */
final class ResultComparator {
    private static final Pattern HASHED = Pattern.compile("(\\d+) values hashing to ([0-9a-f]{32})");
    /** Relative difference at which two floating-point values count as equal: sums depend on the order of adding. */
    private static final double TOLERANCE = 1e-9;

    private final ResultFormat format;

    ResultComparator(ResultFormat format) {
        this.format = format;
    }

    /** The result as lines of the file, sorted as the record says; long ones become one line with their MD5. */
    List<String> format(QueryRecord record, List<List<@Nullable Object>> rows, int hashThreshold) {
        List<List<String>> texts = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            List<String> text = new ArrayList<>(row.size());
            for (int column = 0; column < row.size(); column++) {
                char type = column < record.types().length() ? record.types().charAt(column) : 'T';
                text.add(format.format(row.get(column), type)
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"));
            }
            texts.add(text);
        }
        List<String> lines = new ArrayList<>();
        String separator = format.separator();
        if (record.sortMode() == SortMode.ROWSORT) {
            texts.sort((a, b) -> compareRows(a, b));
        }
        for (List<String> row : texts) {
            if (separator == null || record.sortMode() == SortMode.VALUESORT) {
                lines.addAll(row);
            } else {
                lines.add(String.join(separator, row));
            }
        }
        if (record.sortMode() == SortMode.VALUESORT) {
            Collections.sort(lines);
        }
        if (hashThreshold > 0 && lines.size() > hashThreshold) {
            return List.of(lines.size() + " values hashing to " + md5(lines));
        }
        return lines;
    }

    /** What is wrong, or null when the lines are as expected. */
    @Nullable
    String compare(QueryRecord record, List<List<@Nullable Object>> rows, int hashThreshold) {
        List<String> expected = record.expected();
        boolean hashed = expected.size() == 1 && HASHED.matcher(expected.get(0)).matches();
        List<String> actual = format(record, rows, hashed ? Math.max(hashThreshold, 1) : 0);
        List<String> wanted = expected;
        if (!hashed && record.sortMode() == SortMode.ROWSORT && format.separator() != null) {
            // Other engines sort rows in their own way; sorting both sides again makes the order meaningless.
            wanted = new ArrayList<>(expected);
            Collections.sort(wanted);
            Collections.sort(actual);
        }
        if (wanted.size() != actual.size()) {
            return "expected " + wanted.size() + " lines but got " + actual.size() + difference(wanted, actual);
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!equal(wanted.get(i), actual.get(i), record.types())) {
                return "line " + (i + 1) + " differs" + difference(wanted, actual);
            }
        }
        return null;
    }

    private boolean equal(String expected, String actual, String types) {
        // Trailing spaces are lost in most editors, so they are not significant in a line.
        if (expected.stripTrailing().equals(actual.stripTrailing())) {
            return true;
        }
        if (types.indexOf('R') < 0) {
            return false;
        }
        String separator = format.separator();
        if (separator == null) {
            return closeNumbers(expected, actual);
        }
        String[] expectedValues = expected.split(Pattern.quote(separator));
        String[] actualValues = actual.split(Pattern.quote(separator));
        if (expectedValues.length != actualValues.length || expectedValues.length != types.length()) {
            return false;
        }
        for (int i = 0; i < expectedValues.length; i++) {
            boolean equal = types.charAt(i) == 'R'
                    ? closeNumbers(expectedValues[i], actualValues[i])
                    : expectedValues[i].equals(actualValues[i]);
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean closeNumbers(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        try {
            double a = Double.parseDouble(expected);
            double b = Double.parseDouble(actual);
            // Text with n decimals stands for anything that rounds to it.
            double roundingError = Math.pow(10, -decimals(expected)) * 0.51;
            return Math.abs(a - b) <= Math.max(TOLERANCE * Math.max(Math.abs(a), Math.abs(b)), roundingError * 1e-3)
                    || (decimals(expected) >= 9 && Math.abs(a - b) <= roundingError * 2);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static int decimals(String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point - 1;
    }

    private static int compareRows(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static String difference(List<String> expected, List<String> actual) {
        return "\n  expected: " + shorten(expected) + "\n  actual:   " + shorten(actual);
    }

    private static String shorten(List<String> lines) {
        String text = String.join("\n            ", lines.subList(0, Math.min(lines.size(), 20)));
        return lines.size() > 20 ? text + "\n            ..." : text;
    }

    private static String md5(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (String value : values) {
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
