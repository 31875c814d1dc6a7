package io.thresher.execution.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.batch.DataType;
import io.thresher.execution.operator.FakeTableScanner;
import io.thresher.execution.plan.Distribution;
import io.thresher.execution.plan.ExchangeNode;
import io.thresher.execution.plan.ExchangeReadNode;
import io.thresher.execution.plan.LimitNode;
import io.thresher.execution.plan.PlanNode;
import io.thresher.execution.plan.UnionNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmenterTest {
    private final PlanNode scan =
            PlanRuns.scan(new FakeTableScanner(10).addTable("t", List.of(DataType.BIGINT), List.of(), 1));

    @Test
    void aPlanWithoutExchangesIsOneFragment() {
        PlanNode plan = new LimitNode(scan, 0, 5);
        FragmentedPlan cut = Fragmenter.cut(plan);
        assertThat(cut.fragments()).containsExactly(new Fragment(0, plan, Distribution.GATHER, List.of(), List.of()));
        assertThat(cut.result().root()).isSameAs(plan);
        assertThat(cut.running(scan)).isSameAs(scan);
    }

    @Test
    void cutsAtEveryExchange() {
        PlanNode hashed = new ExchangeNode(scan, Distribution.HASH, List.of(0));
        PlanNode sent = new ExchangeNode(new LimitNode(scan, 1, 2), Distribution.BROADCAST, List.of());
        PlanNode union = new UnionNode(List.of(hashed, sent), scan.outputSchema());
        PlanNode plan = new LimitNode(new ExchangeNode(union, Distribution.GATHER, List.of()), 0, 5);
        FragmentedPlan cut = Fragmenter.cut(plan);
        assertThat(cut.fragments()).hasSize(4);
        assertThat(cut.fragments().get(2).output()).isEqualTo(Distribution.GATHER);
        assertThat(cut.fragments().get(2).inputs()).containsExactlyInAnyOrder(0, 1);
        assertThat(cut.fragments().get(2).root().inputs()).allMatch(input -> input instanceof ExchangeReadNode);
        assertThat(cut.result().inputs()).containsExactly(2);
        assertThat(cut.fragments())
                .filteredOn(fragment -> fragment.output() == Distribution.HASH)
                .allMatch(fragment -> fragment.keys().equals(List.of(0)) && fragment.root() == scan);
        assertThat(cut.running(plan)).isSameAs(cut.result().root());
        assertThat(cut.running(hashed)).isInstanceOf(ExchangeReadNode.class);
    }

    @Test
    void whatSeveralReadIsOneFragment() {
        PlanNode sent = new ExchangeNode(new LimitNode(scan, 1, 2), Distribution.BROADCAST, List.of());
        PlanNode other = new LimitNode(sent, 0, 1);
        PlanNode union = new UnionNode(List.of(sent, other, sent), scan.outputSchema());
        FragmentedPlan cut = Fragmenter.cut(union);
        assertThat(cut.fragments()).hasSize(2);
        PlanNode read = cut.running(sent);
        assertThat(read)
                .isInstanceOfSatisfying(
                        ExchangeReadNode.class,
                        node -> assertThat(node.shared()).isTrue());
        assertThat(cut.result().root().inputs().get(0)).isSameAs(read);
        assertThat(cut.result().root().inputs().get(1).inputs()).containsExactly(read);
    }

    @Test
    void cutsDeepPlans() {
        PlanNode plan = new ExchangeNode(scan, Distribution.GATHER, List.of());
        for (int i = 0; i < 50_000; i++) {
            plan = new LimitNode(plan, 0, 5);
        }
        assertThat(Fragmenter.cut(plan).fragments()).hasSize(2);
    }
}
