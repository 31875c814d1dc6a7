package io.thresher.server.tpch;

import io.thresher.server.corpus.Corpora;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The 22 query texts with their official answers, read from the corpus {@code tpc}.
 *
 * <p>The corpus holds answers of a newer dbgen than the one that can be had as a jar. The two make the same rows but for
 * the text of comments, which three queries return or search. These three are compared with the answers that the older
 * dbgen brings along ({@code answers} beside its data), and with the corpus in the columns that are not comments.
 */
final class TpchQueries {
    static final int COUNT = 22;

    /** Floating-point answers agree in this share of their value: they are averages and ratios of exact sums. */
    private static final double TOLERANCE = 1e-12;
    /** An exact decimal may stand for a floating-point answer from this many decimals on, if it rounds to it. */
    private static final int MIN_DECIMALS = 6;
    /** Query 13 counts by the text of comments, so nothing of its answer in the corpus fits. */
    private static final Set<Integer> OTHER_ROWS = Set.of(13);
    /** Queries that return a comment, which is their last column. */
    private static final Set<Integer> OTHER_COMMENTS = Set.of(2, 10);

    private final Path folder;

    private TpchQueries(Path folder) {
        this.folder = folder;
    }

    /** Empty where the corpora are not beside the project. */
    static Optional<TpchQueries> find() {
        return Corpora.unpacked("tpc")
                .map(folder -> new TpchQueries(folder.resolve("tpc").resolve("tpch")));
    }

    /** The text of a query, 1 to 22, without a semicolon at its end. */
    String sql(int number) {
        return read(folder.resolve("queries").resolve(name(number) + ".sql"))
                .strip()
                .replaceFirst(";$", "");
    }

    /** What differs from the official answer, or null; {@code data} is the folder that {@link TpchData} made. */
    @Nullable
    String difference(int number, Path data, List<List<@Nullable Object>> rows) {
        Path official =
                folder.resolve("answers").resolve(data.getFileName().toString()).resolve(name(number) + ".csv");
        Path generators = data.resolve("answers").resolve(name(number) + ".csv");
        String difference = null;
        if (!OTHER_ROWS.contains(number)) {
            difference = difference(official, rows, OTHER_COMMENTS.contains(number) ? 1 : 0);
        }
        if (difference == null && (OTHER_ROWS.contains(number) || OTHER_COMMENTS.contains(number))) {
            difference = difference(generators, rows, 0);
        }
        return difference;
    }

    private static @Nullable String difference(Path file, List<List<@Nullable Object>> rows, int columnsLeftOut) {
        List<String> lines = new ArrayList<>(List.of(read(file).split("\n", -1)));
        lines.remove(0); // the column names
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty() && lines.size() > rows.size()) {
            lines.remove(lines.size() - 1);
        }
        if (lines.size() != rows.size()) {
            return "the official answer has " + lines.size() + " rows, not " + rows.size();
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!fits(lines.get(i).split("\\|", -1), rows.get(i), columnsLeftOut)) {
                return "row " + (i + 1) + " of the official answer is " + lines.get(i) + ", not " + rows.get(i);
            }
        }
        return null;
    }

    private static boolean fits(String[] answer, List<@Nullable Object> row, int columnsLeftOut) {
        if (answer.length != row.size()) {
            return false;
        }
        for (int column = 0; column < answer.length - columnsLeftOut; column++) {
            if (!fits(answer[column], row.get(column))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String answer, @Nullable Object value) {
        if (value == null) {
            return answer.isEmpty();
        }
        if (!(value instanceof Number number)) {
            return answer.stripTrailing().equals(value.toString().stripTrailing());
        }
        BigDecimal expected = new BigDecimal(answer);
        if (number instanceof Double || number instanceof Float) {
            double difference = Math.abs(expected.doubleValue() - number.doubleValue());
            return difference <= TOLERANCE * Math.abs(expected.doubleValue());
        }
        BigDecimal actual = new BigDecimal(number.toString());
        if (actual.compareTo(expected) == 0) {
            return true;
        }
        // The answers hold averages and ratios as floating-point numbers with all their digits.
        boolean longer = expected.scale() > actual.scale() && actual.scale() >= MIN_DECIMALS;
        if (longer) {
            return expected.setScale(actual.scale(), RoundingMode.HALF_UP)
                            .subtract(actual)
                            .abs()
                            .compareTo(BigDecimal.ONE.movePointLeft(actual.scale()))
                    <= 0;
        }
        boolean ratio = expected.precision() >= 15;
        return ratio && actual.subtract(expected).abs().doubleValue() <= TOLERANCE * Math.abs(expected.doubleValue());
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "q%02d", number);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
