package io.thresher.server.sqltest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an SQL test file writes results, and which engine names its conditions know us by.
 *
 * <p>{@code separator} stands between the values of one row; null means that each value has a line of its own.
 */
public enum ResultFormat {
    /** Our own files: rows of {@code a | b}, types checked by letter. */
    THRESHER(List.of("thresher"), " | ") {
        @Override
        String format(@Nullable Object value, char type) {
            return plain(value, ' ');
        }
    },
    /** Our own files run by DuckDB, to check what they expect. */
    DUCKDB(List.of("duckdb"), " | ") {
        @Override
        String format(@Nullable Object value, char type) {
            return plain(value, ' ');
        }
    },
    /** The SQLite suite: I truncates, R has three decimals, unprintable bytes are {@code @}. */
    SQLITE(List.of("postgresql"), null) {
        @Override
        String format(@Nullable Object value, char type) {
            if (value == null) {
                return "NULL";
            }
            if (type == 'I' && value instanceof Number number) {
                return decimal(number).setScale(0, RoundingMode.DOWN).toPlainString();
            }
            if (type == 'R' && value instanceof Number number) {
                return String.format(Locale.ROOT, "%.3f", number.doubleValue());
            }
            String text = plain(value, ' ');
            StringBuilder printable = new StringBuilder();
            text.codePoints().forEach(c -> printable.appendCodePoint(c < ' ' || c > '~' ? '@' : c));
            return printable.toString();
        }
    },
    /** DataFusion's files: numbers are rounded to 12 decimals, timestamps have a T. */
    DATAFUSION(List.of("postgres"), " ") {
        @Override
        String format(@Nullable Object value, char type) {
            if (value instanceof Number number && !(value instanceof Long) && isFinite(number)) {
                BigDecimal rounded = decimal(number).setScale(12, RoundingMode.HALF_EVEN);
                return rounded.signum() == 0
                        ? "0"
                        : rounded.stripTrailingZeros().toPlainString();
            }
            return plain(value, 'T');
        }
    };

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final List<String> engines;
    private final @Nullable String separator;

    ResultFormat(List<String> engines, @Nullable String separator) {
        this.engines = engines;
        this.separator = separator;
    }

    List<String> engines() {
        return engines;
    }

    @Nullable
    String separator() {
        return separator;
    }

    /** The text of a canonical value in a column of this type letter. */
    abstract String format(@Nullable Object value, char type);

    /** Whether a value of this kind may stand in a column of this type letter; only our own files are strict. */
    boolean fits(@Nullable Object value, char type) {
        if (value == null || (this != THRESHER && this != DUCKDB)) {
            return true;
        }
        return switch (type) {
            case 'I' -> value instanceof Long || (value instanceof BigDecimal number && number.scale() == 0);
            case 'N' -> value instanceof BigDecimal || value instanceof Long;
            case 'R' -> value instanceof Double || value instanceof Float;
            case 'B' -> value instanceof Boolean;
            default -> true;
        };
    }

    static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        // The shortest text that reads back as the same value, which is what SQL clients print.
        return new BigDecimal(number.toString(), MathContext.UNLIMITED);
    }

    private static String plain(@Nullable Object value, char betweenDateAndTime) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalTime time) {
            return TIME.format(time);
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate().toString() + betweenDateAndTime + TIME.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return time.toLocalDate().toString() + betweenDateAndTime + TIME.format(time) + "+00";
        }
        if (value instanceof Number number && !(value instanceof Long) && isFinite(number)) {
            String text = decimal(number).toPlainString();
            return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
        }
        String text = value.toString();
        return text.isEmpty() ? "(empty)" : text;
    }
}
