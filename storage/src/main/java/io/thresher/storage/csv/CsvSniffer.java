package io.thresher.storage.csv;

import io.thresher.batch.DataType;
import io.thresher.batch.TypeKind;
import io.thresher.storage.text.TypeInference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds how a CSV file is written by trying: the delimiter and quote under which most records have the same number of
 * fields, then more fields, win. The first record is a header if it does not fit the types of the others, or, where all
 * is text, if it could be one.
 */
final class CsvSniffer {
    private static final byte[] DELIMITERS = {',', '\t', ';', '|', 1, '~', '^'};
    private static final int MAX_RECORDS = 1000;
    private static final double ENOUGH = 0.6;
    private static final double CLEARLY = 0.05;

    private final byte[] sample;
    private final boolean complete;
    private final CsvOptions options;
    private final String fileName;

    CsvSniffer(byte[] sample, boolean complete, CsvOptions options, String fileName) {
        this.sample = sample;
        this.complete = complete;
        this.options = options;
        this.fileName = fileName.toLowerCase(Locale.ROOT);
    }

    CsvDialect sniff() {
        int skipRows = options.skipRows() == null ? 0 : options.skipRows();
        int start = CsvLayout.afterLines(sample, skipRows);
        int comment = options.comment() != null ? options.comment() : -1;
        Candidate best = bestCandidate(start, skipRows, comment);
        if (options.comment() == null && start < sample.length && sample[start] == '#') {
            Candidate commented = bestCandidate(start, skipRows, '#');
            if (commented.columns > 1 && commented.columns != best.firstColumns) {
                best = commented;
            }
        }
        CsvDialect dialect = best.dialect;
        String nullText = options.nullText() == null && best.hiveNull ? "\\N" : options.nullText();
        CsvDialect withNull = with(dialect, false, nullText);
        boolean header = options.header() != null ? options.header() : looksLikeHeader(withNull, start);
        return with(dialect, header, nullText);
    }

    private static CsvDialect with(CsvDialect d, boolean header, @Nullable String nullText) {
        return new CsvDialect(
                d.delimiter(),
                d.quote(),
                d.escape(),
                d.comment(),
                header,
                d.skipRows(),
                nullText,
                d.charset(),
                d.onError());
    }

    private Candidate bestCandidate(int start, int skipRows, int comment) {
        @Nullable Candidate best = null;
        for (byte delimiter : delimiters()) {
            for (int[] quoting : quotings()) {
                CsvDialect dialect = new CsvDialect(
                        delimiter,
                        quoting[0],
                        quoting[1],
                        comment,
                        false,
                        skipRows,
                        options.nullText(),
                        options.charset(),
                        options.onError());
                Candidate candidate = new Candidate(dialect);
                candidate.read(new CsvRecords(sample, start, complete, dialect));
                if (best == null || candidate.isBetterThan(best)) {
                    best = candidate;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("There is always a delimiter to try");
        }
        return best;
    }

    private byte[] delimiters() {
        if (options.delimiter() != null) {
            return new byte[] {options.delimiter()};
        }
        byte[] first = DELIMITERS.clone();
        if (fileName.contains(".tsv")) {
            swapToFront(first, (byte) '\t');
        } else if (fileName.contains(".psv") || fileName.contains(".tbl")) {
            swapToFront(first, (byte) '|');
        }
        return first;
    }

    private static void swapToFront(byte[] delimiters, byte delimiter) {
        for (int i = 0; i < delimiters.length; i++) {
            if (delimiters[i] == delimiter) {
                delimiters[i] = delimiters[0];
                delimiters[0] = delimiter;
            }
        }
    }

    /** Pairs of quote and escape to try. */
    private List<int[]> quotings() {
        List<int[]> quotings = new ArrayList<>();
        int[] quotes = options.quote() != null ? new int[] {options.quote()} : new int[] {'"', '\''};
        for (int quote : quotes) {
            if (options.escape() != null) {
                quotings.add(new int[] {quote, options.escape() == quote ? -1 : options.escape()});
            } else {
                quotings.add(new int[] {quote, -1});
                if (quote >= 0) {
                    quotings.add(new int[] {quote, '\\'});
                }
            }
        }
        return quotings;
    }

    private boolean looksLikeHeader(CsvDialect dialect, int start) {
        CsvRecords records = new CsvRecords(sample, start, complete, dialect);
        if (!records.next()) {
            return false;
        }
        List<String> first = new ArrayList<>();
        for (int i = 0; i < records.fieldCount(); i++) {
            first.add(records.isNull(i) ? "" : records.text(i));
        }
        List<TypeInference> types = new ArrayList<>();
        first.forEach(f -> types.add(new TypeInference()));
        boolean repeated = false;
        for (int row = 0; row < MAX_RECORDS && records.next(); row++) {
            for (int i = 0; i < Math.min(first.size(), records.fieldCount()); i++) {
                if (!records.isNull(i) && records.length(i) > 0) {
                    types.get(i).add(records.content(), records.offset(i), records.length(i));
                    repeated |= records.text(i).equals(first.get(i));
                }
            }
        }
        return decideHeader(first, types, repeated);
    }

    private static boolean decideHeader(List<String> first, List<TypeInference> types, boolean repeated) {
        boolean allText = true;
        for (int i = 0; i < first.size(); i++) {
            DataType type = types.get(i).result();
            if (type.kind() != TypeKind.NULL && type.kind() != TypeKind.VARCHAR) {
                allText = false;
                types.get(i).add(first.get(i));
                if (!first.get(i).isEmpty() && types.get(i).result().kind() == TypeKind.VARCHAR) {
                    return true;
                }
            }
        }
        if (!allText || repeated) {
            return false;
        }
        Set<String> names = new HashSet<>();
        for (String name : first) {
            TypeInference type = new TypeInference();
            type.add(name);
            boolean text = !name.isBlank() && type.result().kind() == TypeKind.VARCHAR;
            if (!text || !names.add(name.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    /** A way to read the sample, and how well it goes. */
    private static final class Candidate {
        private final CsvDialect dialect;
        private int columns;
        private int firstColumns;
        private int quotedFields;
        private int rows;
        private int malformed;
        private boolean hiveNull;
        private double fit;

        Candidate(CsvDialect dialect) {
            this.dialect = dialect;
        }

        void read(CsvRecords records) {
            Map<Integer, Integer> counts = new HashMap<>();
            while (rows < MAX_RECORDS && records.next()) {
                rows++;
                firstColumns = rows == 1 ? records.fieldCount() : firstColumns;
                malformed += records.malformed() ? 1 : 0;
                counts.merge(records.fieldCount(), 1, Integer::sum);
                for (int i = 0; i < records.fieldCount(); i++) {
                    quotedFields += records.isQuoted(i) ? 1 : 0;
                    hiveNull |= dialect.escape() < 0
                            && !records.isQuoted(i)
                            && records.length(i) == 2
                            && records.text(i).equals("\\N");
                }
            }
            int most = 0;
            for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
                if (count.getValue() > most || (count.getValue() == most && count.getKey() > columns)) {
                    most = count.getValue();
                    columns = count.getKey();
                }
            }
            fit = rows == 0 ? 0 : (double) (most - Math.min(most, malformed)) / rows;
        }

        /** Earlier candidates are the commoner ones, so a later one must be clearly better. */
        boolean isBetterThan(Candidate other) {
            boolean separates = columns > 1 && fit >= ENOUGH;
            boolean otherSeparates = other.columns > 1 && other.fit >= ENOUGH;
            if (separates != otherSeparates) {
                return separates;
            }
            if (Math.abs(fit - other.fit) > CLEARLY) {
                return fit > other.fit;
            }
            if (malformed != other.malformed && dialect.delimiter() == other.dialect.delimiter()) {
                return malformed < other.malformed;
            }
            if (columns != other.columns && dialect.delimiter() != other.dialect.delimiter()) {
                return columns > other.columns;
            }
            boolean singleQuotes = dialect.quote() == '\'' && other.dialect.quote() == '"';
            return singleQuotes && other.quotedFields == 0 && quotedFields * 2 >= rows && quotedFields > 0;
        }
    }
}
