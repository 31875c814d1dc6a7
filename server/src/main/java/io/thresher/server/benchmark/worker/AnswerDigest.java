package io.thresher.server.benchmark.worker;

import io.thresher.server.benchmark.worker.ColumnAnswer.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Digests an answer row by row. Engines give the same value in different classes, so a value counts by its meaning: a whole number or
 * decimal by its digits without zeros at the end, a date or time by its ISO text, a floating-point number only in sums. NaN counts as NULL:
 * some engines give the one and some the other for the correlation of a constant.
 */
public final class AnswerDigest {
    private final ColumnDigest[] columns;
    private long rows;
    private long rowHash;

    public AnswerDigest(int columnCount) {
        this.columns = new ColumnDigest[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new ColumnDigest();
        }
    }

    /** Adds a row of JDBC's objects. */
    public void add(@Nullable Object[] row) {
        long exact = 0;
        for (int i = 0; i < columns.length; i++) {
            exact = mix(exact + columns[i].add(row[i]));
        }
        rows++;
        rowHash += exact;
        double weight = 1 + (exact >>> 11) * 0x1p-53;
        for (int i = 0; i < columns.length; i++) {
            columns[i].weigh(row[i], weight);
        }
    }

    public Answer answer() {
        List<ColumnAnswer> answers = new ArrayList<>();
        for (ColumnDigest column : columns) {
            answers.add(column.answer());
        }
        return new Answer(rows, rowHash, answers);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    private static long hash(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001B3L ^ text.charAt(i);
        }
        return mix(hash);
    }

    /** One column's part. */
    private static final class ColumnDigest {
        private Kind kind = Kind.NONE;
        private long nulls;
        private long hash;
        private int scale;
        private double sum;
        private double weighted;
        private double magnitude;

        /** Adds a value and returns its hash; one for all floating-point numbers. */
        long add(@Nullable Object value) {
            if (value == null || isNan(value)) {
                nulls++;
                return 1;
            }
            if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                if (kind != Kind.EXACT) {
                    kind = Kind.FLOATING;
                }
                if (Double.isFinite(number)) {
                    sum += number;
                    magnitude += Math.abs(number);
                } else {
                    hash += hash(Double.toString(number));
                }
                return 2;
            }
            BigDecimal number = exactNumber(value);
            long valueHash;
            if (number == null) {
                kind = Kind.EXACT;
                valueHash = hash(text(value));
            } else {
                if (kind == Kind.NONE) {
                    kind = Kind.NUMBER;
                }
                scale = Math.max(scale, number.scale());
                sum += number.doubleValue();
                magnitude += Math.abs(number.doubleValue());
                valueHash = hash(canonical(number));
            }
            hash += valueHash;
            return valueHash;
        }

        private static boolean isNan(Object value) {
            return value instanceof Double number && number.isNaN() || value instanceof Float single && single.isNaN();
        }

        void weigh(@Nullable Object value, double weight) {
            if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                weighted += Double.isFinite(number) ? number * weight : 0;
            }
        }

        ColumnAnswer answer() {
            return new ColumnAnswer(kind, nulls, hash, scale, sum, weighted, magnitude);
        }

        private static String canonical(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }

        private static @Nullable BigDecimal exactNumber(Object value) {
            if (value instanceof BigDecimal decimal) {
                return decimal;
            }
            if (value instanceof BigInteger integer) {
                return new BigDecimal(integer);
            }
            boolean whole = value instanceof Long
                    || value instanceof Integer
                    || value instanceof Short
                    || value instanceof Byte;
            return whole ? BigDecimal.valueOf(((Number) value).longValue()) : null;
        }

        private static String text(Object value) {
            if (value instanceof byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }
            if (value instanceof Date date) {
                return date.toLocalDate().toString();
            }
            return value instanceof Timestamp timestamp
                    ? timestamp.toLocalDateTime().toString()
                    : value.toString();
        }
    }
}
