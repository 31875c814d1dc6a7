package io.thresher.execution.row;

import io.thresher.batch.PhysicalType;
import java.util.List;

/**
 * Where a row's parts lie. All parts are multiples of 8 bytes:
 *
 * <pre>
 *  +0 upper half of the hash (4 B) | null bits of keys 0 to 31 (4 B) || key 0 | key 1 | ... || states
 * </pre>
 *
 * Narrow keys are widened to 64 bits, doubles are normalised (one NaN, one zero), strings are views; a NULL key's
 * place is zero. A key past the 32nd has its null flag in 8 bytes before it.
 */
public final class RowLayout {
    static final int HEADER_BYTES = 8;
    static final int HEADER_KEYS = 32;

    private final PhysicalType[] keyTypes;
    private final int[] keyOffsets;
    private final int keysEnd;
    private final int rowBytes;

    /** Lays out keys of {@code keyTypes}, then {@code stateBytes} of states. */
    public RowLayout(List<PhysicalType> keyTypes, int stateBytes) {
        this.keyTypes = keyTypes.toArray(new PhysicalType[0]);
        this.keyOffsets = new int[this.keyTypes.length];
        int offset = HEADER_BYTES;
        for (int i = 0; i < keyOffsets.length; i++) {
            offset += i < HEADER_KEYS ? 0 : 8;
            keyOffsets[i] = offset;
            offset += isWide(this.keyTypes[i]) ? 16 : 8;
        }
        this.keysEnd = offset;
        this.rowBytes = offset + (stateBytes + 7 & ~7);
    }

    static boolean isWide(PhysicalType type) {
        return type == PhysicalType.INT128 || type == PhysicalType.VIEW;
    }

    public int keyCount() {
        return keyTypes.length;
    }

    public PhysicalType keyType(int key) {
        return keyTypes[key];
    }

    /** Offset of a key in the row. */
    public int keyOffset(int key) {
        return keyOffsets[key];
    }

    /** Offset of the states in the row. */
    public int statesOffset() {
        return keysEnd;
    }

    /** Bytes of a row. */
    public int rowBytes() {
        return rowBytes;
    }

    /** Whether one key of at most 64 bits is all there is. */
    boolean isSingleNarrowKey() {
        return keyTypes.length == 1 && !isWide(keyTypes[0]);
    }
}
