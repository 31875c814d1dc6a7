package io.thresher.server.differential;

import java.util.Random;

/** Picks tables and gives every use of one its own alias. */
final class TableNames {
    private static final String[] TABLES = {"small", "small", "medium", "medium", "other", "hollow", "nothing"};

    private final Random random;
    private int count;

    TableNames(Random random) {
        this.random = random;
    }

    /** Any table but the large one. */
    String table() {
        return TABLES[random.nextInt(TABLES.length)];
    }

    String alias() {
        return "t" + next();
    }

    /** A number not used before in the query. */
    int next() {
        return ++count;
    }
}
