package io.thresher.execution.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Turns instants into local time of one zone and back, in micros since 1970-01-01. A local time that a change of clocks
 * skips counts as the one after the gap, one that occurs twice as the earlier instant. One thread at a time.
 */
public final class TimeZones {
    private static final long SECOND = 1_000_000L;

    private final ZoneRules rules;
    private final boolean fixed;
    private final long fixedOffsetMicros;

    public TimeZones(ZoneId zone) {
        this.rules = zone.getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedOffsetMicros = fixed ? rules.getOffset(Instant.EPOCH).getTotalSeconds() * SECOND : 0;
    }

    /** Local micros of an instant. */
    public long toLocal(long instantMicros) {
        return instantMicros + (fixed ? fixedOffsetMicros : offset(instantMicros));
    }

    private long offset(long instantMicros) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(instantMicros, SECOND));
        return rules.getOffset(instant).getTotalSeconds() * SECOND;
    }

    /** The instant of local micros. */
    public long toInstant(long localMicros) {
        if (fixed) {
            return localMicros - fixedOffsetMicros;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(localMicros, SECOND), 0, ZoneOffset.UTC);
        // In a gap this is the offset before it, which moves the local time past the gap; in an overlap the earlier.
        return localMicros - rules.getOffset(local).getTotalSeconds() * SECOND;
    }

    /** Offset from UTC in seconds at an instant. */
    public int offsetSeconds(long instantMicros) {
        return (int) ((toLocal(instantMicros) - instantMicros) / SECOND);
    }
}
