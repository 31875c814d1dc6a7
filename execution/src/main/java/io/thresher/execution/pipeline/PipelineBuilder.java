package io.thresher.execution.pipeline;

import io.thresher.batch.DataType;
import io.thresher.execution.expression.Expression;
import io.thresher.execution.operator.BreakerFactory;
import io.thresher.execution.operator.JoinBridge;
import io.thresher.execution.operator.LimitOperator;
import io.thresher.execution.operator.PassOperator;
import io.thresher.execution.operator.PipelineBreaker;
import io.thresher.execution.operator.QueryContext;
import io.thresher.execution.operator.RowLimit;
import io.thresher.execution.operator.ScanState;
import io.thresher.execution.operator.SharedRows;
import io.thresher.execution.operator.TableScanOperator;
import io.thresher.execution.operator.ValuesOperator;
import io.thresher.execution.plan.AggregateNode;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.ExchangeReadNode;
import io.thresher.execution.plan.Field;
import io.thresher.execution.plan.FilterNode;
import io.thresher.execution.plan.JoinNode;
import io.thresher.execution.plan.LimitNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.PlanVisitor;
import io.thresher.execution.plan.ProjectNode;
import io.thresher.execution.plan.ScanNode;
import io.thresher.execution.plan.SetOperationNode;
import io.thresher.execution.plan.SortNode;
import io.thresher.execution.plan.UnionNode;
import io.thresher.execution.plan.ValuesNode;
import io.thresher.execution.plan.WindowNode;
import io.thresher.execution.sort.SortBreaker;
import io.thresher.execution.window.WindowBreaker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Cuts a plan into pipelines at the nodes that must see all of their input. Walks the plan from the root down with a
 * work list, not by recursion, carrying what comes after each node ({@link Downstream}); so a branch of a UNION ALL gets
 * its own copy of the stages after the union. Used once, by one thread.
 */
public final class PipelineBuilder implements PlanVisitor<PipelineBuilder> {
    private final QueryContext context;
    private final BreakerFactory breakers;
    private final IntFunction<PlanNode> fragments;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final List<ScanState> scans = new ArrayList<>();
    private final IdentityHashMap<PlanNode, NodeProfile> profiles = new IdentityHashMap<>();
    private final Map<Integer, SharedFragment> shared = new HashMap<>();
    private final ChainFactory chains;
    private Downstream current;

    private PipelineBuilder(
            QueryContext context, BreakerFactory breakers, IntFunction<PlanNode> fragments, Downstream root) {
        this.context = context;
        this.breakers = breakers;
        this.fragments = fragments;
        this.chains = new ChainFactory(context);
        this.current = root;
    }

    /** A node and what comes after it. */
    private record Step(PlanNode node, Downstream downstream) {}

    /** What several nodes read, and when it is there. */
    private record SharedFragment(SharedRows rows, Milestone filled) {}

    /**
     * Makes the pipelines of {@code root}; {@code fragments} answers the root of the fragment that an exchange reads. On failure
     * nothing is left open.
     *
     * @throws io.thresher.error.EngineException STATEMENT_TOO_COMPLEX, or what an operator throws when it is made
     */
    public static PipelineGraph build(
            PlanNode root,
            IntFunction<PlanNode> fragments,
            QueryContext context,
            BreakerFactory breakers,
            TaskScheduler scheduler) {
        ResultQueue results = new ResultQueue(types(root), context);
        NodeProfile resultProfile = new NodeProfile();
        Milestone end = new Milestone(resultProfile, List::of);
        SinkTarget target = new SinkTarget(resultProfile, () -> new ResultSink(results, scheduler), end);
        PipelineBuilder builder = new PipelineBuilder(context, breakers, fragments, Downstream.into(target));
        try {
            builder.buildAll(root);
        } catch (RuntimeException | Error e) {
            builder.graph(results).closeAfter(e);
            throw e;
        }
        return builder.graph(results);
    }

    private PipelineGraph graph(ResultQueue results) {
        return new PipelineGraph(pipelines, results, resources, scans, profiles);
    }

    private static List<DataType> types(PlanNode node) {
        return node.outputSchema().stream().map(Field::type).toList();
    }

    private void buildAll(PlanNode root) {
        steps.push(new Step(root, current));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            current = step.downstream();
            step.node().accept(this);
        }
    }

    private PipelineBuilder then(PlanNode node, Downstream downstream) {
        steps.push(new Step(node, downstream));
        return this;
    }

    private NodeProfile profile(PlanNode node) {
        return profiles.computeIfAbsent(node, key -> new NodeProfile());
    }

    private void addPipeline(PlanNode node, PipelineSource source, Downstream downstream) {
        pipelines.add(new Pipeline(
                pipelines.size(),
                profile(node),
                source,
                downstream.stageList(),
                downstream.target(),
                downstream.before(),
                downstream.after()));
    }

    @Override
    public PipelineBuilder visitScan(ScanNode node) {
        List<Downstream.KeyUse> uses = current.keyUses();
        ScanState state = new ScanState(node, context, () -> chains.keyRanges(node, uses));
        scans.add(state);
        resources.add(state);
        profile(node).addRemarks(state::remarks);
        PipelineSource source =
                new PipelineSource(() -> new TableScanOperator(state, chains.scanFilter(node, uses)), context::threads);
        addPipeline(node, source, current);
        return this;
    }

    @Override
    public PipelineBuilder visitValues(ValuesNode node) {
        AtomicInteger nextRow = new AtomicInteger();
        PipelineSource source = new PipelineSource(() -> new ValuesOperator(node, context.memory(), nextRow), () -> 1);
        addPipeline(node, source, current);
        return this;
    }

    @Override
    public PipelineBuilder visitFilter(FilterNode node) {
        Stage stage = new Stage(profile(node), () -> chains.filter(node));
        return then(node.input(), current.prepend(stage, current.keyUses()));
    }

    @Override
    public PipelineBuilder visitProject(ProjectNode node) {
        Stage stage = new Stage(profile(node), () -> chains.project(node));
        List<Downstream.KeyUse> uses = new ArrayList<>();
        for (Downstream.KeyUse use : current.keyUses()) {
            if (node.expressions().get(use.column()) instanceof Expression.ColumnReference reference) {
                uses.add(use.at(reference.index()));
            }
        }
        return then(node.input(), current.prepend(stage, uses));
    }

    @Override
    public PipelineBuilder visitLimit(LimitNode node) {
        RowLimit limit = new RowLimit(node.offset(), node.limit());
        Stage stage = new Stage(profile(node), () -> new LimitOperator(limit));
        return then(node.input(), current.prepend(stage, List.of()));
    }

    @Override
    public PipelineBuilder visitUnion(UnionNode node) {
        Downstream joined = current.prepend(new Stage(profile(node), PassOperator::new), current.keyUses());
        // Pushed in reverse so that the branches run in the order written.
        for (int i = node.inputs().size() - 1; i >= 0; i--) {
            then(node.inputs().get(i), joined);
        }
        return this;
    }

    @Override
    public PipelineBuilder visitExchange(ExchangeNode node) {
        Stage stage = new Stage(profile(node), PassOperator::new);
        return then(node.input(), current.prepend(stage, current.keyUses()));
    }

    @Override
    public PipelineBuilder visitExchangeRead(ExchangeReadNode node) {
        if (node.shared()) {
            return readShared(node);
        }
        Stage stage = new Stage(profile(node), PassOperator::new);
        return then(fragments.apply(node.fragment()), current.prepend(stage, current.keyUses()));
    }

    /** The fragment's rows are kept where its first reader is met; nobody's joins may drop rows that another reader wants. */
    private PipelineBuilder readShared(ExchangeReadNode node) {
        SharedFragment fragment = shared.get(node.fragment());
        if (fragment == null) {
            PlanNode root = fragments.apply(node.fragment());
            SharedRows rows = new SharedRows(types(root), context);
            resources.add(rows);
            NodeProfile profile = profile(node);
            profile.addPeak(rows::peakBytes);
            Milestone filled = new Milestone(profile, List::of);
            then(root, Downstream.into(new SinkTarget(profile, rows::createSink, filled)));
            fragment = new SharedFragment(rows, filled);
            shared.put(node.fragment(), fragment);
        }
        SharedRows.Reader reader = fragment.rows().createReader();
        addPipeline(
                node, new PipelineSource(reader::createSource, reader::maxSources), current.waitFor(fragment.filled()));
        return this;
    }

    @Override
    public PipelineBuilder visitAggregate(AggregateNode node) {
        List<Downstream.KeyUse> uses = new ArrayList<>();
        // Without the rows of a group that a join drops, the others are the same. Where a grouping set leaves a key out
        // they are not.
        if (node.groupingSets().size() == 1) {
            for (Downstream.KeyUse use : current.keyUses()) {
                if (use.column() < node.groupKeys().size()
                        && node.groupingSets().get(0).contains(use.column())) {
                    uses.add(use.at(node.groupKeys().get(use.column())));
                }
            }
        }
        return breaker(node, breakers.aggregation(node, context), uses);
    }

    @Override
    public PipelineBuilder visitSetOperation(SetOperationNode node) {
        return breaker(node, breakers.setOperation(node, context), List.of());
    }

    @Override
    public PipelineBuilder visitSort(SortNode node) {
        boolean all = node.offset() == 0 && node.limit() == Long.MAX_VALUE;
        return breaker(node, new SortBreaker(node, context), all ? current.keyUses() : List.of());
    }

    @Override
    public PipelineBuilder visitWindow(WindowNode node) {
        List<Downstream.KeyUse> uses = current.keyUses().stream()
                .filter(use -> node.partitionKeys().contains(use.column()))
                .toList();
        return breaker(node, new WindowBreaker(node, context), uses);
    }

    /** {@code uses} are the key uses above the node as columns of its inputs. */
    private PipelineBuilder breaker(PlanNode node, PipelineBreaker breaker, List<Downstream.KeyUse> uses) {
        resources.add(breaker);
        NodeProfile profile = profile(node);
        profile.addPeak(breaker::peakBytes);
        profile.addRemarks(breaker::remarks);
        Milestone previous = null;
        List<Step> inputs = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            int input = i;
            Milestone filled = new Milestone(profile, () -> breaker.finishInput(input));
            SinkTarget target = new SinkTarget(profile, () -> breaker.createSink(input), filled);
            Downstream downstream = Downstream.into(target).withKeyUses(uses);
            inputs.add(new Step(node.inputs().get(i), previous == null ? downstream : downstream.waitFor(previous)));
            previous = filled;
        }
        for (int i = inputs.size() - 1; i >= 0; i--) {
            steps.push(inputs.get(i));
        }
        PipelineSource source = new PipelineSource(breaker::createSource, breaker::maxSources);
        addPipeline(node, source, previous == null ? current : current.waitFor(previous));
        return this;
    }

    @Override
    public PipelineBuilder visitJoin(JoinNode node) {
        JoinBridge join = breakers.join(node, context);
        resources.add(join);
        NodeProfile profile = profile(node);
        profile.addPeak(join::peakBytes);
        profile.addRemarks(join::remarks);
        Milestone built = new Milestone(profile, join::finishBuild);
        Milestone probed = new Milestone(profile, join::finishProbe);
        boolean buildsRight = join.buildInput() == 1;
        PlanNode build = buildsRight ? node.right() : node.left();
        PlanNode probe = buildsRight ? node.left() : node.right();

        PipelineSource remainder = new PipelineSource(join::createRemainder, join::maxRemainders);
        addPipeline(node, remainder, current.waitFor(probed));
        Stage stage = new Stage(profile, join::createProbe);
        List<Downstream.KeyUse> uses = chains.probeKeyUses(node, join, built, buildsRight, current.keyUses());
        then(probe, current.prepend(stage, uses).waitFor(built).countFor(probed));
        return then(build, Downstream.into(new SinkTarget(profile, join::createBuildSink, built)));
    }
}
