package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.batch.TypeKind;
import io.thresher.memory.RawMemory;

/**
 * TIMESTAMP and TIMESTAMP_TZ, in micros or nanos. A date alone is its midnight. A zone fits only a type with zone; there
 * text without a zone is taken as UTC. Fractional digits that the unit cannot hold do not fit.
 */
final class TimestampWriter extends TextColumnWriter {
    private final IsoDateTime text = new IsoDateTime();
    private final boolean zoned;
    private final boolean inNanos;

    TimestampWriter(Column column) {
        super(column);
        this.zoned = column.type().kind() == TypeKind.TIMESTAMP_TZ;
        this.inNanos = column.type().isNanos();
    }

    @Override
    public boolean write(long address, int length, int row) {
        if (!text.parse(address, length) || (text.hasZone() && !zoned) || (!inNanos && text.nanos() % 1000 != 0)) {
            return false;
        }
        long seconds = text.days() * 86_400 + text.secondOfDay() - text.offsetSeconds();
        long value;
        if (inNanos) {
            // Nanos since 1970 end in the years 1677 and 2262.
            if (Math.abs(seconds) > Long.MAX_VALUE / 1_000_000_000 - 1) {
                return false;
            }
            value = seconds * 1_000_000_000 + text.nanos();
        } else {
            value = seconds * 1_000_000 + text.nanos() / 1000;
        }
        RawMemory.putLong(valueAddress(row), value);
        return true;
    }
}
