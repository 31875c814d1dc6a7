package io.thresher.server.benchmark.suite;

/** A query of a suite: its name, such as q01 or q2b, and its text. */
public record Query(String id, String sql) {
    /** Whether a user who writes {@code picked}, such as 1 or q2b, means this query. */
    boolean isMeantBy(String picked) {
        String bare = picked.startsWith("q") ? picked.substring(1) : picked;
        return id.equals("q" + bare) || id.equals("q0" + bare);
    }
}
