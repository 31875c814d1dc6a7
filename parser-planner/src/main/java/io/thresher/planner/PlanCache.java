package io.thresher.planner;

import io.thresher.error.EngineException;
import io.thresher.execution.expression.Expression;
import io.thresher.planner.catalog.CatalogSnapshot;
import io.thresher.planner.statement.PlannedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans of the statements planned last. A plan is used again only while the catalog and the files would tell the planner the same
 * as they did when it was made: definitions, schemas of files and statistics. Bounded; thread-safe.
 */
final class PlanCache {
    private static final int MAX_PLANS = 256;
    /** Longer statements have mostly lists of values in them and do not come back. */
    private static final int MAX_TEXT_LENGTH = 16 << 10;

    private final Map<Key, Kept> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MAX_PLANS;
        }
    };

    /** All that a plan depends on besides the catalog. */
    record Key(String schema, String sql, List<Expression.Literal> parameters) {
        Key {
            parameters = List.copyOf(parameters);
        }
    }

    private record Kept(PlannedStatement statement, CatalogSnapshot.Observation observation) {}

    /** The statement planned before, if {@code now} sees what its planning saw; else null. */
    @Nullable
    PlannedStatement find(Key key, CatalogSnapshot now) {
        Kept entry;
        synchronized (entries) {
            entry = entries.get(key);
        }
        return entry != null && confirms(now, entry) ? entry.statement() : null;
    }

    private static boolean confirms(CatalogSnapshot now, Kept entry) {
        try {
            return now.confirms(entry.observation());
        } catch (EngineException e) {
            // A file that is gone, say: planning anew will tell, with the place in the statement.
            return false;
        }
    }

    /** Keeps a statement that was planned from what {@code snapshot} saw. */
    void put(Key key, PlannedStatement statement, CatalogSnapshot snapshot) {
        if (key.sql().length() <= MAX_TEXT_LENGTH) {
            Kept entry = new Kept(statement, snapshot.observation());
            synchronized (entries) {
                entries.put(key, entry);
            }
        }
    }
}
