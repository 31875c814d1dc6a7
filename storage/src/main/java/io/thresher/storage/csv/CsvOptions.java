package io.thresher.storage.csv;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.text.BadValuePolicy;
import io.thresher.storage.text.ByteSources;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The CSV properties of a table, ours and Hive's names for them. A component is null if the property is not given, and
 * then found by looking at the file.
 */
record CsvOptions(
        @Nullable Byte delimiter,
        @Nullable Integer quote,
        @Nullable Integer escape,
        @Nullable Integer comment,
        @Nullable Boolean header,
        @Nullable Integer skipRows,
        @Nullable String nullText,
        Charset charset,
        BadValuePolicy onError) {
    private static final int NONE = -1;

    /** Names that other engines put into tables and that do not concern us. */
    private static final Set<String> IGNORED = Set.of(
            "external",
            "comment",
            "transient_lastddltime",
            "numfiles",
            "numrows",
            "rawdatasize",
            "totalsize",
            "column_stats_accurate",
            "bucketing_version",
            "escape.delim.unused",
            "classification",
            "typeofdata");

    /**
     * Reads the properties; keys in lower case.
     *
     * @throws EngineException INVALID_OPTION_VALUE for a value that makes no sense or an unknown name without a dot
     */
    static CsvOptions of(Map<String, String> properties) {
        @Nullable Byte delimiter = null;
        @Nullable Integer quote = null;
        @Nullable Integer escape = null;
        @Nullable Integer comment = null;
        @Nullable Boolean header = null;
        @Nullable Integer skipRows = null;
        @Nullable String nullText = null;
        Charset charset = StandardCharsets.UTF_8;
        BadValuePolicy onError = BadValuePolicy.FAIL;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey().toLowerCase(Locale.ROOT);
            String value = property.getValue();
            switch (name) {
                case "delimiter", "delim", "sep", "separator", "field.delim", "separatorchar" -> {
                    int character = character(name, value);
                    if (character == NONE) {
                        throw invalid(name, value, "one character");
                    }
                    delimiter = (byte) character;
                }
                case "quote", "quotechar" -> quote = character(name, value);
                case "escape", "escapechar", "escape.delim" -> escape = character(name, value);
                case "header" -> header = flag(name, value);
                case "skip.header.line.count" -> {
                    int lines = count(name, value);
                    header = lines > 0;
                    skipRows = Math.max(0, lines - 1);
                }
                case "skip_rows", "skip" -> skipRows = count(name, value);
                case "null", "nullstr", "serialization.null.format" -> nullText = value;
                case "encoding", "charset", "serialization.encoding" -> charset = ByteSources.charset(value);
                case "on_error" -> onError = BadValuePolicy.named(value);
                default -> {
                    if (name.equals("comment") && value.length() <= 2) {
                        comment = character(name, value);
                    } else if (!IGNORED.contains(name) && name.indexOf('.') < 0) {
                        throw new EngineException(
                                ErrorCode.INVALID_OPTION_VALUE,
                                "CSV property is not known; use delimiter, quote, escape, header, null, comment,"
                                        + " skip_rows, encoding or on_error: " + name);
                    }
                }
            }
        }
        return new CsvOptions(delimiter, quote, escape, comment, header, skipRows, nullText, charset, onError);
    }

    /** One byte, also written as a backslash escape or, as Hive has it, as a number of a control character; or none. */
    private static int character(String name, String value) {
        if (value.isEmpty()) {
            return NONE;
        }
        int character = value.charAt(0);
        if (value.length() > 1) {
            character = escaped(name, value);
        }
        if (character > 0x7F || character == '\n' || character == '\r') {
            throw invalid(name, value, "one ASCII character that does not end lines");
        }
        return character;
    }

    private static int escaped(String name, String value) {
        switch (value) {
            case "\\t" -> {
                return '\t';
            }
            case "\\\\" -> {
                return '\\';
            }
            case "\\0" -> {
                return 0;
            }
            default -> {
                // Read below as a number.
            }
        }
        String digits = value.startsWith("\\u") || value.startsWith("\\x") ? value.substring(2) : "";
        try {
            if (!digits.isEmpty()) {
                return Integer.parseInt(digits, 16);
            }
            String octal = value.startsWith("\\") ? value.substring(1) : value;
            return Integer.parseInt(octal, value.startsWith("\\") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw invalid(name, value, "one character");
        }
    }

    private static boolean flag(String name, String value) {
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw invalid(name, value, "true or false");
        };
    }

    private static int count(String name, String value) {
        try {
            int count = Integer.parseInt(value.trim());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, value, "a number of lines");
        }
        throw invalid(name, value, "a number of lines");
    }

    private static EngineException invalid(String name, String value, String wanted) {
        return new EngineException(
                ErrorCode.INVALID_OPTION_VALUE, "CSV property " + name + " must be " + wanted + ": " + value);
    }
}
