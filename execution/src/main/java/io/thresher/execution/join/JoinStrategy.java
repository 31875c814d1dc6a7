package io.thresher.execution.join;

/** Ways to find the build rows that a probe row joins with, the cheapest first. */
public enum JoinStrategy {
    /** The build side has no rows: nothing is looked up. */
    EMPTY,
    /** No equality: every probe row meets every build row. */
    NESTED_LOOP,
    /** Whole-number keys of a small range address an array. */
    PERFECT,
    /** Keys that pack into 64 bits, in a hash table that holds them. */
    HASH64,
    /** Any keys, in a hash table that refers to the build rows. */
    HASH
}
