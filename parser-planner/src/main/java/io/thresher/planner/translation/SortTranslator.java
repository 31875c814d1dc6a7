package io.thresher.planner.translation;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.execution.plan.LimitNode;
import io.thresher.execution.plan.SortKey;
import io.thresher.execution.plan.SortNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** ORDER BY, LIMIT and OFFSET, which the algebra keeps in one node. */
final class SortTranslator {
    private final PlanTranslator plans;

    SortTranslator(PlanTranslator plans) {
        this.plans = plans;
    }

    Translated translate(Sort sort, ImmutableBitSet required, long limit) {
        long offset = literal(sort.offset, 0);
        long fetch = literal(sort.fetch, Long.MAX_VALUE);
        List<RelFieldCollation> collations = sort.getCollation().getFieldCollations();
        if (collations.isEmpty()) {
            long wanted = Math.min(limit, fetch);
            long enough = offset > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : offset + wanted;
            Translated input = plans.translate(sort.getInput(), required, enough);
            return offset == 0 && fetch == Long.MAX_VALUE
                    ? input
                    : new Translated(new LimitNode(input.node(), offset, fetch), input.positions());
        }
        ImmutableBitSet needed =
                required.union(ImmutableBitSet.of(sort.getCollation().getKeys()));
        Translated input = plans.translate(sort.getInput(), needed, Long.MAX_VALUE);
        List<SortKey> keys = sortKeys(collations, input);
        SortNode node = new SortNode(input.node(), keys, offset, fetch);
        return PlanTranslator.keep(new Translated(node, input.positions()), required);
    }

    static List<SortKey> sortKeys(List<RelFieldCollation> collations, Translated input) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation collation : collations) {
            boolean descending = collation.direction.isDescending();
            boolean nullsFirst = switch (collation.nullDirection) {
                case FIRST -> true;
                case LAST -> false;
                case UNSPECIFIED -> descending;
            };
            keys.add(new SortKey(input.position(collation.getFieldIndex()), descending, nullsFirst));
        }
        return keys;
    }

    private static long literal(@Nullable RexNode node, long absent) {
        if (node == null) {
            return absent;
        }
        if (node instanceof RexLiteral) {
            BigDecimal value = ((RexLiteral) node).getValueAs(BigDecimal.class);
            if (value == null) {
                return absent;
            }
            if (value.signum() < 0 || value.stripTrailingZeros().scale() > 0) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "LIMIT and OFFSET must be whole and not negative: " + value);
            }
            return value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "LIMIT and OFFSET must be constants: " + node);
    }
}
