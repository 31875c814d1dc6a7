package io.thresher.execution.join;

/**
 * What is known of a finished build side: its rows, and the bits that its keys take when the least value of each is
 * subtracted, {@link #NOT_PACKABLE} if they cannot be packed into 64 bits. {@code span} is the number of places an array
 * over the packed keys needs, {@link Long#MAX_VALUE} if more than 2^62.
 */
public record JoinStatistics(long rows, int keyBits, long span) {
    /** Bits of keys that do not pack. */
    public static final int NOT_PACKABLE = -1;
}
