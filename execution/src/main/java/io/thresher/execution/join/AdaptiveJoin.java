package io.thresher.execution.join;

import io.thresher.batch.Column;
import io.thresher.batch.ColumnBatch;
import io.thresher.batch.DataType;
import io.thresher.batch.PhysicalType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.expression.PredicateEvaluator;
import io.thresher.execution.expression.evaluation.ExpressionTraits;
import io.thresher.execution.join.build.BuildKeyFilter;
import io.thresher.execution.join.build.BuildMarks;
import io.thresher.execution.join.build.BuildSide;
import io.thresher.execution.join.build.PartitionedGather;
import io.thresher.execution.join.table.GeneralTable;
import io.thresher.execution.join.table.Hash32Table;
import io.thresher.execution.join.table.Hash64Table;
import io.thresher.execution.join.table.JoinTable;
import io.thresher.execution.join.table.KeyRange;
import io.thresher.execution.join.table.PackedKeys;
import io.thresher.execution.join.table.PerfectTable;
import io.thresher.execution.join.table.TableBuild;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.KeyFilter;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.SinkOperator;
import io.thresher.execution.operator.SourceOperator;
import io.thresher.execution.operator.StreamingOperator;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.JoinType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The shared state of one join. The build side is kept as columns; when all of it is there, {@link JoinStrategySelector}
 * chooses from its true size and key range how probe rows find their partners.
 *
 * <p>NOT IN (NULL_AWARE_ANTI) with one key and no residual is an ANTI join that knows whether the build side holds a NULL. In
 * general the compared pair is not a key at all, as NULL on either side may match anything: the other pairs are the keys
 * and the comparison becomes part of the condition on pairs.
 */
public final class AdaptiveJoin implements JoinBridge {
    /** What it costs to keep a string, its bytes included, about. */
    private static final int STRING_BYTES = 64;

    private final QueryContext context;
    private final JoinLimits limits;
    private final BiFunction<Expression, QueryContext, PredicateEvaluator> predicates;
    private final JoinNode node;
    private final JoinShape shape;
    private final BuildSide build;
    private final boolean[] neededColumns;
    private final boolean comparesInCondition;
    private final AtomicInteger nextSlice = new AtomicInteger();
    private Round round = Round.DECIDE;
    private @Nullable PartitionedGather gathering;
    private @Nullable JoinTable table;
    private @Nullable TableBuild building;
    private @Nullable BuildMarks marks;
    private final List<BuildKeyFilter> filters = new ArrayList<>();
    private boolean matchesNothing;
    private boolean dropsAll;
    private volatile long tableBytes;
    private volatile int decidedFilters;
    private volatile int exactFilters;
    private volatile JoinDecision decision = new JoinDecision(JoinStrategy.EMPTY, 0, false, "not decided yet");

    /** Makes a join; {@code predicates} compiles the residual. */
    public AdaptiveJoin(
            JoinNode node,
            QueryContext context,
            JoinLimits limits,
            BiFunction<Expression, QueryContext, PredicateEvaluator> predicates) {
        this.node = node;
        this.context = context;
        this.limits = limits;
        this.predicates = predicates;
        boolean nullAware = node.type() == JoinType.NULL_AWARE_ANTI;
        this.shape = new JoinShape(node, node.rightBuild() || nullAware);
        this.comparesInCondition = nullAware && (node.leftKeys().size() > 1 || node.residual() != null);
        this.neededColumns = neededColumns();
        this.build = new BuildSide(shape.buildTypes(), storedColumns(), tableKeys(shape.buildKeys()), context);
    }

    /** Which of the columns of left then right are put out or looked at by the condition. */
    private boolean[] neededColumns() {
        boolean[] needed = new boolean[shape.pairColumns()];
        if (shape.mode().pairs()) {
            Arrays.fill(needed, true);
            return needed;
        }
        if (node.residual() != null) {
            ExpressionTraits.columns(node.residual()).forEach(column -> needed[column] = true);
        }
        if (comparesInCondition) {
            needed[node.leftKeys().get(0)] = true;
            needed[node.left().outputSchema().size() + node.rightKeys().get(0)] = true;
        }
        return needed;
    }

    private boolean[] storedColumns() {
        boolean[] stored = new boolean[shape.buildTypes().size()];
        for (int c = 0; c < stored.length; c++) {
            stored[c] = neededColumns[shape.buildStart() + c] || shape.mode().marksBuild();
        }
        shape.buildKeys().forEach(key -> stored[key] = true);
        return stored;
    }

    @Override
    public int buildInput() {
        return shape.rightBuild() ? 1 : 0;
    }

    @Override
    public SinkOperator createBuildSink() {
        return build.createSink();
    }

    @Override
    public List<Runnable> finishBuild() {
        List<Runnable> work = List.of();
        while (work.isEmpty() && round != Round.DONE) {
            work = switch (round) {
                case DECIDE -> List.of(this::decide);
                case GATHER -> gather();
                case BUILD -> buildTable();
                case FILTER -> filterWork();
                case DONE -> List.of();
            };
            // Rows are gathered and a table is built in rounds of their own.
            boolean again = !work.isEmpty() && (round == Round.GATHER && gathering != null || round == Round.BUILD);
            round = again ? round : Round.values()[round.ordinal() + 1];
        }
        return work;
    }

    private void decide() {
        build.seal();
        int rows = build.rowCount();
        List<KeyRange> ranges = build.ranges();
        boolean[] nullEqual = nullEqual();
        boolean packable = rows > 0 && !ranges.isEmpty();
        for (boolean equal : nullEqual) {
            packable &= !equal;
        }
        List<PhysicalType> keyTypes = tableKeys(shape.buildKeys()).stream()
                .map(key -> shape.buildTypes().get(key).physicalType())
                .toList();
        PackedKeys packing = packable ? PackedKeys.of(keyTypes, ranges) : null;
        JoinDecision made = JoinStrategySelector.decide(statistics(packing), ranges.size(), limits);
        decision = made;
        matchesNothing = rows == 0;
        dropsAll = node.type() == JoinType.NULL_AWARE_ANTI
                && !comparesInCondition
                && ranges.get(0).hasNull();
        if (shape.mode().marksBuild()) {
            marks = new BuildMarks(rows, context.memory());
        }
        JoinTable madeTable = table(made, packing, nullEqual);
        table = madeTable;
        tableBytes = madeTable == null ? 0 : madeTable.heldBytes();
        if (packing != null && packing.isWhole() && shape.mode().dropsUnmatchedProbe()) {
            for (int k = 0; k < ranges.size(); k++) {
                filters.add(BuildKeyFilter.make(rows, packing.least(k), packing.greatest(k), context.memory()));
            }
            exactFilters =
                    (int) filters.stream().filter(BuildKeyFilter::isExact).count();
            decidedFilters = filters.size();
        }
    }

    private JoinStatistics statistics(@Nullable PackedKeys packing) {
        int probeRowBytes = 0;
        for (DataType type : shape.probeTypes()) {
            probeRowBytes += type.physicalType() == PhysicalType.VIEW
                    ? STRING_BYTES
                    : type.physicalType().bytes();
        }
        return new JoinStatistics(
                build.rowCount(),
                packing == null ? JoinStatistics.NOT_PACKABLE : packing.bits(),
                packing == null ? Long.MAX_VALUE : packing.span(),
                build.rowBytes(),
                probeRowBytes);
    }

    private List<Runnable> gather() {
        JoinTable made = table;
        if (gathering == null) {
            if (made == null || decision.partitionBits() == 0) {
                return build.gather();
            }
            gathering = build.partition(made::createPartitioner, decision.partitionBits());
        }
        return gathering.next();
    }

    private List<Runnable> buildTable() {
        if (table == null) {
            return List.of();
        }
        if (building == null) {
            Column[] keys =
                    tableKeys(shape.buildKeys()).stream().map(build::column).toArray(Column[]::new);
            building = table.build(keys, build.partitions(), context.threads());
        }
        return building.next();
    }

    private int shares() {
        return build.rowCount() >= limits.parallelRows() ? context.threads() : 1;
    }

    private List<Runnable> filterWork() {
        List<Runnable> work = new ArrayList<>();
        List<Integer> buildKeys = tableKeys(shape.buildKeys());
        int shares = shares();
        for (int k = 0; k < filters.size(); k++) {
            BuildKeyFilter filter = filters.get(k);
            Column key = build.column(buildKeys.get(k));
            for (int s = 0; filter.isExact() && s < shares; s++) {
                int share = s;
                work.add(() -> filter.setBits(key, build.rowCount(), share, shares));
            }
        }
        return work;
    }

    @Override
    public @Nullable KeyFilter probeFilter(int key) {
        // A join that drops unmatched probe rows is no NOT IN, so that the table's keys are the node's keys.
        return filters.isEmpty() || tableKeyIsBoolean(key) ? null : filters.get(key);
    }

    private boolean tableKeyIsBoolean(int key) {
        return shape.buildTypes().get(shape.buildKeys().get(key)).physicalType() == PhysicalType.INT8;
    }

    private @Nullable JoinTable table(JoinDecision made, @Nullable PackedKeys packing, boolean[] nullEqual) {
        int rows = build.rowCount();
        int bits = made.partitionBits();
        return switch (made.strategy()) {
            case EMPTY, NESTED_LOOP -> null;
            case PERFECT -> new PerfectTable(Objects.requireNonNull(packing), rows, bits, context);
            case HASH64 -> hashTable(Objects.requireNonNull(packing), rows, bits);
            case HASH -> new GeneralTable(nullEqual, rows, bits, context);
        };
    }

    private JoinTable hashTable(PackedKeys packing, int rows, int bits) {
        return packing.bits() <= Integer.SIZE
                ? new Hash32Table(packing, rows, bits, context)
                : new Hash64Table(packing, rows, bits, context);
    }

    /** The keys that the table is made of: all, but for a NOT IN that compares in the condition all but the first. */
    private List<Integer> tableKeys(List<Integer> keys) {
        return comparesInCondition ? keys.subList(1, keys.size()) : keys;
    }

    private boolean[] nullEqual() {
        int skipped = comparesInCondition ? 1 : 0;
        boolean[] nullEqual = new boolean[node.nullEqual().size() - skipped];
        for (int k = 0; k < nullEqual.length; k++) {
            nullEqual[k] = node.nullEqual().get(k + skipped);
        }
        return nullEqual;
    }

    @Override
    public StreamingOperator createProbe() {
        if (matchesNothing || dropsAll) {
            return new EmptyBuildOperator(shape.mode(), dropsAll, pairColumns());
        }
        if (table == null) {
            return new NestedLoopOperator(shape, build, neededColumns, this::condition, marks, context);
        }
        boolean hasCondition = node.residual() != null || comparesInCondition;
        List<Integer> probeKeys = tableKeys(shape.probeKeys());
        StreamingOperator probe = new HashJoinOperator(
                shape,
                probeKeys,
                table,
                pairColumns(),
                hasCondition ? this::condition : null,
                marks,
                context.cancellation());
        return decision.partitionsProbe()
                ? new PartitionedProbe(
                        probe,
                        table.createPartitioner(),
                        shape.probeTypes(),
                        probeKeys,
                        decision.partitionBits(),
                        shape.mode().dropsUnmatchedProbe(),
                        context)
                : probe;
    }

    private PairColumns pairColumns() {
        return new PairColumns(shape, build, neededColumns, context.memory());
    }

    private PairCondition condition() {
        PredicateEvaluator residual = node.residual() == null ? null : predicates.apply(node.residual(), context);
        return comparesInCondition
                ? new PairCondition(
                        residual,
                        node.leftKeys().get(0),
                        node.left().outputSchema().size() + node.rightKeys().get(0))
                : new PairCondition(residual, -1, -1);
    }

    @Override
    public List<Runnable> finishProbe() {
        return List.of();
    }

    @Override
    public int maxRemainders() {
        if (marks == null) {
            return 0;
        }
        return (int) ((build.rowCount() + ColumnBatch.MAX_ROWS - 1L) / ColumnBatch.MAX_ROWS);
    }

    @Override
    public SourceOperator createRemainder() {
        if (marks == null) {
            throw new IllegalStateException("Join has no remainder");
        }
        return new RemainderSource(shape, build, marks, nextSlice, context);
    }

    @Override
    public long peakBytes() {
        return tableBytes + (long) build.rowCount() * build.rowBytes();
    }

    @Override
    public List<String> remarks() {
        JoinDecision made = decision;
        List<String> remarks = new ArrayList<>();
        remarks.add("strategy: " + made.strategy() + ", build=" + (shape.rightBuild() ? "right" : "left"));
        remarks.add("decided at build end: " + made.reason());
        if (made.partitionBits() > 0) {
            remarks.add("partitions: " + (1 << made.partitionBits())
                    + (made.partitionsProbe() ? ", of build and probe rows" : ", of build rows"));
        }
        if (decidedFilters > 0) {
            remarks.add("filter into the probe scan: range of " + decidedFilters + " keys, " + exactFilters
                    + " with a bit a value");
        }
        return remarks;
    }

    /** What was chosen at the build side's end. */
    public JoinDecision decision() {
        return decision;
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
            table = null;
        }
        if (marks != null) {
            marks.close();
            marks = null;
        }
        filters.forEach(BuildKeyFilter::close);
        filters.clear();
        build.close();
    }

    /** What finishBuild does next. */
    private enum Round {
        DECIDE,
        GATHER,
        BUILD,
        FILTER,
        DONE
    }
}
