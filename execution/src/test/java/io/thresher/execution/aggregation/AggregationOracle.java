package io.thresher.execution.aggregation;

import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.batch.TypeKind;
import io.thresher.execution.plan.AggregateCall;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.row.RandomValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups lists of rows with maps and computes aggregates from lists of values: the truth for the tests. */
final class AggregationOracle {
    private AggregationOracle() {}

    static List<List<@Nullable Object>> aggregate(AggregateNode node, List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        for (List<Integer> set : node.groupingSets()) {
            Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
            if (set.isEmpty()) {
                groups.put(key(node, set, null), new ArrayList<>());
            }
            for (List<@Nullable Object> row : rows) {
                groups.computeIfAbsent(key(node, set, row), key -> new ArrayList<>())
                        .add(row);
            }
            groups.forEach((key, members) -> {
                List<@Nullable Object> out = new ArrayList<>(key);
                for (AggregateCall call : node.aggregates()) {
                    out.add(compute(node, call, set, members));
                }
                result.add(out);
            });
        }
        return result;
    }

    private static List<@Nullable Object> key(
            AggregateNode node, List<Integer> set, @Nullable List<@Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int k = 0; k < node.groupKeys().size(); k++) {
            key.add(
                    set.contains(k) && row != null
                            ? RandomValues.normal(row.get(node.groupKeys().get(k)))
                            : null);
        }
        return key;
    }

    private static @Nullable Object compute(
            AggregateNode node, AggregateCall call, List<Integer> set, List<List<@Nullable Object>> members) {
        if (call.function().equals("grouping")) {
            long bits = 0;
            for (int key : call.arguments()) {
                bits = bits * 2 + (set.contains(key) ? 0 : 1);
            }
            return bits;
        }
        List<List<@Nullable Object>> arguments = new ArrayList<>();
        for (List<@Nullable Object> row : members) {
            if (call.filterColumn() < 0 || Boolean.TRUE.equals(row.get(call.filterColumn()))) {
                List<@Nullable Object> values = new ArrayList<>();
                call.arguments().forEach(column -> values.add(row.get(column)));
                if (values.stream().noneMatch(Objects::isNull)) {
                    arguments.add(values);
                }
            }
        }
        if (call.distinct()) {
            Map<List<@Nullable Object>, List<@Nullable Object>> unique = new LinkedHashMap<>();
            arguments.forEach(values ->
                    unique.putIfAbsent(values.stream().map(RandomValues::normal).toList(), values));
            arguments = new ArrayList<>(unique.values());
        }
        if (call.function().equals("count")) {
            return (long) arguments.size();
        }
        if (arguments.isEmpty()) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (List<@Nullable Object> argument : arguments) {
            values.add(Objects.requireNonNull(argument.get(0)));
        }
        DataType type = node.input().outputSchema().get(call.arguments().get(0)).type();
        return ofValues(call, type, values);
    }

    private static @Nullable Object ofValues(AggregateCall call, DataType type, List<Object> values) {
        Comparator<Object> order = AggregationOracle::compare;
        return switch (call.function()) {
            case "min" -> RandomValues.normal(values.stream().min(order).orElseThrow());
            case "max" -> RandomValues.normal(values.stream().max(order).orElseThrow());
            case "sum" -> sum(call.type(), type, values);
            case "avg" -> average(type, values);
            case "bool_and" -> values.stream().allMatch(Boolean.TRUE::equals);
            case "bool_or" -> values.stream().anyMatch(Boolean.TRUE::equals);
            case "bit_xor" -> values.stream().mapToLong(v -> (long) v).reduce(0, (a, b) -> a ^ b);
            case "var_samp" -> values.size() < 2 ? null : variance(type, values) / (values.size() - 1);
            case "stddev_pop" -> Math.sqrt(variance(type, values) / values.size());
            case "median" -> quantile(type, values, 0.5);
            default -> throw new IllegalArgumentException(call.function());
        };
    }

    private static double quantile(DataType type, List<Object> values, double fraction) {
        List<Object> sorted = values.stream().sorted(AggregationOracle::compare).toList();
        double place = fraction * (sorted.size() - 1);
        double low = toDouble(type, sorted.get((int) Math.floor(place)));
        double high = toDouble(type, sorted.get((int) Math.ceil(place)));
        return low == high ? low : low + (high - low) * (place - Math.floor(place));
    }

    private static Object sum(DataType result, DataType type, List<Object> values) {
        if (type.physicalType() == PhysicalType.FLOAT64) {
            return values.stream().mapToDouble(v -> (double) v).sum();
        }
        BigInteger sum = BigInteger.ZERO;
        for (Object value : values) {
            sum = sum.add(value instanceof BigInteger big ? big : BigInteger.valueOf((long) value));
        }
        return result.physicalType() == PhysicalType.INT128 ? (Object) sum : (Object) sum.longValueExact();
    }

    private static double average(DataType type, List<Object> values) {
        if (type.physicalType() != PhysicalType.FLOAT64) {
            BigInteger sum = (BigInteger) sum(DataType.decimal(38, 0), type, values);
            return toDouble(type, sum) / values.size();
        }
        return values.stream().mapToDouble(v -> toDouble(type, v)).sum() / values.size();
    }

    private static double variance(DataType type, List<Object> values) {
        double mean = average(type, values);
        return values.stream()
                .mapToDouble(v -> Math.pow(toDouble(type, v) - mean, 2))
                .sum();
    }

    private static double toDouble(DataType type, Object value) {
        if (value instanceof Double number) {
            return number;
        }
        BigInteger whole = value instanceof BigInteger big ? big : BigInteger.valueOf((long) value);
        return type.kind() == TypeKind.DECIMAL
                ? new BigDecimal(whole, type.scale()).doubleValue()
                : whole.doubleValue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Object left, Object right) {
        if (left instanceof Double l && right instanceof Double r) {
            return Double.compare(l + 0.0, r + 0.0);
        }
        return ((Comparable) left).compareTo(right);
    }

    /** Whether two results agree, doubles up to rounding. */
    static boolean agree(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double l && right instanceof Double r) {
            return l.equals(r)
                    || Double.isNaN(l) && Double.isNaN(r)
                    || Math.abs(l - r) <= 1e-9 * Math.max(1, Math.max(Math.abs(l), Math.abs(r)));
        }
        return Objects.equals(left, right);
    }

    /** Whether no two of a list's first {@code count} columns are equal rows. */
    static boolean keysAreUnique(List<List<@Nullable Object>> rows, int count) {
        return new LinkedHashSet<>(rows.stream()
                                .map(row -> row.subList(0, count).toString())
                                .toList())
                        .size()
                == rows.size();
    }
}
