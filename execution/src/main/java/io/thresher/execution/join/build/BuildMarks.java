package io.thresher.execution.join.build;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;

/** Which build rows had a match: a byte a row. Any thread may set any mark; marks are read after all probes finished. */
public final class BuildMarks implements AutoCloseable {
    private final QueryMemory memory;
    private final ArrowBuf marks;
    private final long address;

    public BuildMarks(int rowCount, QueryMemory memory) {
        this.memory = memory;
        this.marks = memory.allocate(Math.max(1, rowCount));
        this.address = marks.memoryAddress();
        RawMemory.fill(address, marks.capacity(), (byte) 0);
    }

    public void set(int row) {
        RawMemory.putByte(address + row, (byte) 1);
    }

    public boolean isSet(int row) {
        return RawMemory.getByte(address + row) != 0;
    }

    @Override
    public void close() {
        memory.free(marks);
    }
}
