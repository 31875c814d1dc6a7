package io.thresher.storage.text;

import io.thresher.batch.Column;
import io.thresher.memory.RawMemory;

/** TIME in micros. */
final class TimeWriter extends TextColumnWriter {
    private final IsoDateTime text = new IsoDateTime();

    TimeWriter(Column column) {
        super(column);
    }

    @Override
    public boolean write(long address, int length, int row) {
        if (!text.parseTime(address, length) || text.nanos() % 1000 != 0) {
            return false;
        }
        RawMemory.putLong(valueAddress(row), text.secondOfDay() * 1_000_000 + text.nanos() / 1000);
        return true;
    }
}
