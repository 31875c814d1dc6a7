package io.thresher.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.junit.jupiter.api.Test;

class MemoryPoolTest {
    private static final long LIMIT = 1 << 20;

    @Test
    void offHeapMemoryStaysWithinTheLimitWhateverSizesAreAskedForInTurn() {
        try (MemoryPool pool = new MemoryPool(LIMIT);
                QueryMemory memory = pool.openQuery("test", LIMIT)) {
            for (int bytes : new int[] {1 << 10, 1 << 16, 1 << 12, 1 << 19, 1 << 20, 1 << 10}) {
                List<ArrowBuf> buffers = new ArrayList<>();
                for (long held = 0; held < LIMIT; held += bytes) {
                    buffers.add(memory.allocate(bytes));
                    assertThat(pool.offHeapBytes()).isLessThanOrEqualTo(LIMIT);
                }
                buffers.forEach(memory::free);
                assertThat(pool.offHeapBytes()).isEqualTo(LIMIT);
            }
        }
    }

    @Test
    void slabsOfTheSizeAskedForAreUsedAgain() {
        try (MemoryPool pool = new MemoryPool(LIMIT);
                QueryMemory memory = pool.openQuery("test", LIMIT)) {
            ArrowBuf first = memory.allocate(1000);
            long address = first.memoryAddress();
            memory.free(first);
            ArrowBuf second = memory.allocate(1024);
            assertThat(second.memoryAddress()).isEqualTo(address);
            assertThat(pool.offHeapBytes()).isEqualTo(1024);
            memory.free(second);
        }
    }
}
