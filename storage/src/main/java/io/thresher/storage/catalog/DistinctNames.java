package io.thresher.storage.catalog;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the column names of one file distinct without regard to case, as SQL compares them: the first of several keeps its
 * name, the others get _1, _2 and so on behind it.
 */
public final class DistinctNames {
    private final Set<String> taken = new HashSet<>();

    /** The next column's name, changed if it is taken. */
    public String add(String name) {
        String distinct = name;
        for (int copy = 1; !taken.add(distinct.toLowerCase(Locale.ROOT)); copy++) {
            distinct = name + "_" + copy;
        }
        return distinct;
    }
}
