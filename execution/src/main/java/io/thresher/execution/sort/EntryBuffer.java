package io.thresher.execution.sort;

import io.thresher.memory.QueryMemory;
import io.thresher.memory.RawMemory;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** A growing row of sort entries in one piece of the query's memory. One thread at a time. */
final class EntryBuffer implements AutoCloseable {
    private static final int FIRST_ENTRIES = 256;

    private final QueryMemory memory;
    private final int entryBytes;
    private @Nullable ArrowBuf buffer;
    private long count;

    EntryBuffer(QueryMemory memory, int entryBytes) {
        this.memory = memory;
        this.entryBytes = entryBytes;
    }

    /** Makes room for {@code added} more entries and returns the address of the first of them. */
    long grow(int added) {
        long wanted = (count + added) * entryBytes;
        ArrowBuf old = buffer;
        if (old == null || old.capacity() < wanted) {
            long least = (long) FIRST_ENTRIES * entryBytes;
            ArrowBuf larger =
                    memory.allocate(Math.max(least, old == null ? wanted : Math.max(wanted, 2 * old.capacity())));
            if (old != null) {
                RawMemory.copy(old.memoryAddress(), larger.memoryAddress(), count * entryBytes);
                memory.free(old);
            }
            buffer = larger;
        }
        long address = address() + count * entryBytes;
        count += added;
        return address;
    }

    /** Forgets the entries from {@code newCount} on. */
    void truncate(long newCount) {
        count = newCount;
    }

    long count() {
        return count;
    }

    int entryBytes() {
        return entryBytes;
    }

    /** Address of the first entry; 0 if there never was one. */
    long address() {
        return buffer == null ? 0 : buffer.memoryAddress();
    }

    /** Address of entry {@code index}. */
    long entry(long index) {
        return address() + index * entryBytes;
    }

    long heldBytes() {
        return buffer == null ? 0 : buffer.capacity();
    }

    @Override
    public void close() {
        if (buffer != null) {
            memory.free(buffer);
            buffer = null;
        }
        count = 0;
    }
}
