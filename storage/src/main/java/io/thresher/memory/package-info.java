/**
 * Where bytes come from: {@link io.thresher.memory.MemoryPool} for the process, {@link io.thresher.memory.QueryMemory}
 * for one query, over Arrow's allocator; and {@link io.thresher.memory.RawMemory}, the only place that touches
 * addresses. Must not import anything of ours but {@code error}.
 */
@NullMarked
package io.thresher.memory;

import org.jspecify.annotations.NullMarked;
