package io.thresher.execution.join;

/**
 * What is known of a finished build side and of the probe rows to come: {@code rows}, and the bits that its keys take when the
 * least value of each is subtracted, {@link #NOT_PACKABLE} if they cannot be packed into 64 bits. {@code span} is the number of
 * places an array over the packed keys needs, {@link Long#MAX_VALUE} if more than 2^62. {@code buildRowBytes} are looked at for
 * each match, {@code probeRowBytes} are what it takes to keep a probe row.
 */
public record JoinStatistics(long rows, int keyBits, long span, int buildRowBytes, int probeRowBytes) {
    /** Bits of keys that do not pack. */
    public static final int NOT_PACKABLE = -1;
}
