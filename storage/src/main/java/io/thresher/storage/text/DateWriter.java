package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** DATE. A time of midnight may follow, since some programs write dates so; any other time does not fit. */
final class DateWriter extends TextColumnWriter {
    private final IsoDateTime text = new IsoDateTime();

    DateWriter(Column column) {
        super(column);
    }

    @Override
    public boolean write(long address, int length, int row) {
        if (!text.parse(address, length) || text.secondOfDay() != 0 || text.nanos() != 0 || text.hasZone()) {
            return false;
        }
        RawMemory.putInt(valueAddress(row), (int) text.days());
        return true;
    }
}
