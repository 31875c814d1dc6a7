package io.thresher.execution.plan;

import io.thresher.storage.catalog.Table;
import io.thresher.storage.scan.ColumnPredicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One line of text for each kind of plan node. */
final class NodePrinter implements PlanVisitor<String> {
    private static final int MAX_IN_VALUES = 5;

    private static String name(List<Field> fields, int column) {
        return column < fields.size() ? fields.get(column).name() : "#" + column;
    }

    private static String names(List<Field> fields, List<Integer> columns) {
        return columns.stream().map(column -> name(fields, column)).collect(Collectors.joining(", "));
    }

    private static String keys(List<SortKey> keys, List<Field> fields) {
        return keys.stream().map(key -> key(key, fields)).collect(Collectors.joining(", "));
    }

    private static String key(SortKey key, List<Field> fields) {
        String nulls = key.nullsFirst() == key.descending() ? "" : key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
        return name(fields, key.column()) + (key.descending() ? " DESC" : "") + nulls;
    }

    private static String bounds(long offset, long limit) {
        return (offset > 0 ? "; offset " + offset : "") + (limit == Long.MAX_VALUE ? "" : "; limit " + limit);
    }

    @Override
    public String visitScan(ScanNode node) {
        Table table = node.table();
        String schema = table.name().schema();
        String name = schema.isEmpty()
                ? "'" + table.name().table() + "'"
                : table.name().toString();
        StringBuilder text = new StringBuilder("Scan ").append(name);
        text.append(" (")
                .append(names(node.outputSchema(), indexes(node.columns().size())))
                .append(')');
        if (node.filter() != null) {
            text.append("; filter ").append(ExpressionPrinter.print(node.filter(), node.outputSchema()));
        }
        if (!node.predicates().isEmpty()) {
            text.append("; prune ")
                    .append(node.predicates().stream()
                            .map(predicate -> predicate(predicate, table))
                            .collect(Collectors.joining(" AND ")));
        }
        return text.append(bounds(0, node.limit())).toString();
    }

    private static List<Integer> indexes(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static String predicate(ColumnPredicate predicate, Table table) {
        String column = table.columns().get(predicate.column()).name();
        if (predicate instanceof ColumnPredicate.Range range) {
            String low = bound(range.low(), range.lowInclusive() ? " <= " : " < ", true);
            return low + column + bound(range.high(), range.highInclusive() ? " <= " : " < ", false);
        }
        if (predicate instanceof ColumnPredicate.InList in) {
            int shown = Math.min(in.values().size(), MAX_IN_VALUES);
            String more = shown < in.values().size() ? ", ... " + in.values().size() + " values" : "";
            return column + " IN ("
                    + in.values().subList(0, shown).stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))
                    + more + ")";
        }
        return column + (((ColumnPredicate.NullTest) predicate).isNull() ? " IS NULL" : " IS NOT NULL");
    }

    private static String bound(@Nullable Object value, String operator, boolean before) {
        if (value == null) {
            return "";
        }
        return before ? value + operator : operator + value;
    }

    @Override
    public String visitValues(ValuesNode node) {
        return "Values " + node.rows().size() + " x " + node.outputSchema().size();
    }

    @Override
    public String visitFilter(FilterNode node) {
        return "Filter "
                + ExpressionPrinter.print(node.predicate(), node.input().outputSchema());
    }

    @Override
    public String visitProject(ProjectNode node) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < node.expressions().size(); i++) {
            String text = ExpressionPrinter.print(
                    node.expressions().get(i), node.input().outputSchema());
            String name = name(node.outputSchema(), i);
            columns.add(text.equals(name) ? text : text + " AS " + name);
        }
        return "Project " + String.join(", ", columns);
    }

    @Override
    public String visitAggregate(AggregateNode node) {
        List<Field> input = node.input().outputSchema();
        String keys = node.groupKeys().isEmpty() ? "" : " by " + names(input, node.groupKeys());
        String sets = node.groupingSets().size() <= 1
                ? ""
                : "; sets "
                        + node.groupingSets().stream()
                                .map(set -> set.stream()
                                        .map(i -> name(input, node.groupKeys().get(i)))
                                        .collect(Collectors.joining(", ", "(", ")")))
                                .collect(Collectors.joining(" "));
        String calls =
                node.aggregates().stream().map(call -> aggregate(call, input)).collect(Collectors.joining(", "));
        return "Aggregate" + keys + (calls.isEmpty() ? "" : ": " + calls) + sets;
    }

    private static String aggregate(AggregateCall call, List<Field> input) {
        String arguments = call.arguments().isEmpty() ? "*" : names(input, call.arguments());
        String order = call.orderKeys().isEmpty() ? "" : " ORDER BY " + keys(call.orderKeys(), input);
        String filter = call.filterColumn() < 0 ? "" : " FILTER " + name(input, call.filterColumn());
        return call.function() + "(" + (call.distinct() ? "DISTINCT " : "") + arguments + order + ")" + filter;
    }

    @Override
    public String visitJoin(JoinNode node) {
        List<Field> left = node.left().outputSchema();
        List<Field> right = node.right().outputSchema();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < node.leftKeys().size(); i++) {
            String operator = node.nullEqual().get(i) ? " IS NOT DISTINCT FROM " : " = ";
            conditions.add(name(left, node.leftKeys().get(i))
                    + operator
                    + name(right, node.rightKeys().get(i)));
        }
        if (node.residual() != null) {
            List<Field> both = new ArrayList<>(left);
            both.addAll(right);
            conditions.add(ExpressionPrinter.print(node.residual(), both));
        }
        String on = conditions.isEmpty() ? " all pairs" : " on " + String.join(" AND ", conditions);
        return "Join " + node.type().name().toLowerCase(Locale.ROOT) + on + "; build "
                + (node.rightBuild() ? "right" : "left");
    }

    @Override
    public String visitSort(SortNode node) {
        return "Sort by " + keys(node.keys(), node.outputSchema()) + bounds(node.offset(), node.limit());
    }

    @Override
    public String visitLimit(LimitNode node) {
        return "Limit" + bounds(node.offset(), node.limit()).replaceFirst("^;", "");
    }

    @Override
    public String visitUnion(UnionNode node) {
        return "Union all";
    }

    @Override
    public String visitSetOperation(SetOperationNode node) {
        String name = node.operation() == SetOperation.INTERSECT ? "Intersect" : "Except";
        return name + (node.all() ? " all" : "");
    }

    @Override
    public String visitWindow(WindowNode node) {
        List<Field> input = node.input().outputSchema();
        String calls =
                node.functions().stream().map(call -> window(call, input)).collect(Collectors.joining(", "));
        String partition = node.partitionKeys().isEmpty() ? "" : " by " + names(input, node.partitionKeys());
        String order = node.orderKeys().isEmpty() ? "" : " order " + keys(node.orderKeys(), input);
        FirstRows first = node.firstRows();
        String bound = first == null ? "" : "; first " + first.count() + (first.withPeers() ? " with ties" : "");
        return "Window" + partition + order + ": " + calls + bound;
    }

    private static String window(WindowCall call, List<Field> input) {
        WindowCall.Frame frame = call.frame();
        return call.function() + "(" + names(input, call.arguments()) + ") " + frame.unit() + " "
                + bound(frame.start(), input) + " to " + bound(frame.end(), input)
                + (call.ignoreNulls() ? " ignore nulls" : "")
                + (call.filterColumn() < 0 ? "" : " filter " + name(input, call.filterColumn()));
    }

    private static String bound(WindowCall.Bound bound, List<Field> input) {
        String kind = bound.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return bound.offset() == null ? kind : name(input, bound.offset()) + " " + kind;
    }

    @Override
    public String visitExchange(ExchangeNode node) {
        String keys = node.keys().isEmpty() ? "" : " by " + names(node.outputSchema(), node.keys());
        return "Exchange " + node.distribution().name().toLowerCase(Locale.ROOT) + keys;
    }

    @Override
    public String visitExchangeRead(ExchangeReadNode node) {
        return "Read fragment " + node.fragment();
    }
}
