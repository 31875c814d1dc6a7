package io.thresher.server.benchmark.worker;

/**
 * What is remembered of a column of an answer, in no order of its rows. {@code hash} is that of all exact values and of infinities;
 * {@code sum} adds up numbers, {@code magnitude} their absolute values; {@code weighted} adds up floating-point numbers, each times a weight
 * from 1 to 2 that the exact values of its row decide, so that a number in a wrong row shows. {@code scale} is the most digits after the
 * point of an exact number.
 */
public record ColumnAnswer(Kind kind, long nulls, long hash, int scale, double sum, double weighted, double magnitude) {
    /** What values a column has. */
    public enum Kind {
        /** NULL only. */
        NONE,
        /** Text, dates and whatever else is equal or not. */
        EXACT,
        /** Integers and decimals. */
        NUMBER,
        /** Floating-point numbers, whose last digits depend on the order of additions. */
        FLOATING
    }
}
