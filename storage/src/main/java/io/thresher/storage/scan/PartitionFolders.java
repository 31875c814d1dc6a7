package io.thresher.storage.scan;

import io.thresher.batch.DataType;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.storage.catalog.ColumnDefinition;
import io.thresher.storage.file.FileStatus;
import io.thresher.storage.file.Location;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads partition columns from folders named {@code key=value}, as Hive writes them. */
final class PartitionFolders {
    private static final String NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";
    private static final int MAX_LONG_DIGITS = 18;

    private PartitionFolders() {}

    /** Keys (as written) and unescaped values of the folders above a file, outermost first. */
    static Map<String, @Nullable String> keyValues(Location file) {
        Map<String, @Nullable String> found = new LinkedHashMap<>();
        String path = file.path();
        int end = path.lastIndexOf('/');
        int start = 0;
        while (start < end) {
            int slash = path.indexOf('/', start);
            int equals = path.indexOf('=', start);
            if (equals > start && equals < slash) {
                String value = path.substring(equals + 1, slash);
                found.put(unescape(path.substring(start, equals)), value.equals(NULL_FOLDER) ? null : unescape(value));
            }
            start = slash + 1;
        }
        return found;
    }

    /**
     * The partition columns that the folders of {@code files} make, with types inferred from all values.
     *
     * @throws EngineException INVALID_TABLE_DEFINITION if the files do not all have the same keys
     */
    static List<ColumnDefinition> infer(List<FileStatus> files) {
        Map<String, List<@Nullable String>> valuesByKey = new LinkedHashMap<>();
        FileStatus first = files.get(0);
        keyValues(first.location()).keySet().forEach(key -> valuesByKey.put(key, new ArrayList<>()));
        for (FileStatus file : files) {
            Map<String, @Nullable String> keyValues = keyValues(file.location());
            if (!keyValues.keySet().equals(valuesByKey.keySet())) {
                throw new EngineException(
                        ErrorCode.INVALID_TABLE_DEFINITION,
                        "Files lie in folders with different partition keys; name a folder whose files agree: "
                                + first.location() + " and " + file.location());
            }
            valuesByKey.forEach((key, values) -> values.add(keyValues.get(key)));
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        valuesByKey.forEach(
                (key, values) -> columns.add(new ColumnDefinition(key, typeOf(values), values.contains(null))));
        return columns;
    }

    /**
     * The values of a table's partition columns for one file.
     *
     * @throws EngineException FILE_CORRUPT if the file's folders do not name them all
     */
    static List<@Nullable String> values(FileStatus file, List<ColumnDefinition> partitionColumns) {
        if (partitionColumns.isEmpty()) {
            return List.of();
        }
        Map<String, @Nullable String> byLowerCase = new LinkedHashMap<>();
        keyValues(file.location()).forEach((key, value) -> byLowerCase.put(key.toLowerCase(Locale.ROOT), value));
        List<@Nullable String> values = new ArrayList<>();
        for (ColumnDefinition column : partitionColumns) {
            String key = column.name().toLowerCase(Locale.ROOT);
            if (!byLowerCase.containsKey(key)) {
                throw new EngineException(
                        ErrorCode.FILE_CORRUPT,
                        "File of a partitioned table lies in no folder named " + column.name() + "=value: "
                                + file.location());
            }
            values.add(byLowerCase.get(key));
        }
        return values;
    }

    private static DataType typeOf(List<@Nullable String> values) {
        boolean allIntegers = true;
        boolean allInts = true;
        boolean allDates = true;
        boolean any = false;
        for (String value : values) {
            if (value != null) {
                any = true;
                boolean integer = isInteger(value);
                allIntegers &= integer;
                allInts &= integer && Long.parseLong(value) == (int) Long.parseLong(value);
                allDates &= isDate(value);
            }
        }
        if (!any) {
            return DataType.VARCHAR;
        }
        if (allIntegers) {
            return allInts ? DataType.INTEGER : DataType.BIGINT;
        }
        return allDates ? DataType.DATE : DataType.VARCHAR;
    }

    private static boolean isInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() == start || text.length() - start > MAX_LONG_DIGITS) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Undoes Hive's escapes, a percent sign and two hex digits; other percent signs stand for themselves. */
    static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
