package io.thresher.storage.text;

import io.thresher.batch.Column;

/** VARBINARY: the bytes as they stand in the file. */
final class BinaryWriter extends TextColumnWriter {
    BinaryWriter(Column column) {
        super(column);
    }

    @Override
    public boolean write(long address, int length, int row) {
        TextWriter.put(valueAddress(row), address, length);
        return true;
    }
}
