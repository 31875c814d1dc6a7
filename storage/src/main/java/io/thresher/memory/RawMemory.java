package io.thresher.memory;

import java.lang.reflect.Field;
import java.util.Objects;
import sun.misc.Unsafe;

/**
 * Loads and stores by absolute address, without bounds checks: the one user of raw memory in the engine, so that it
 * can be replaced in one place. Little endian. Callers check bounds once before a loop and say why in a SAFETY comment.
 */
public final class RawMemory {
    private static final Unsafe UNSAFE = unsafe();
    private static final long BYTE_ARRAY_OFFSET = Unsafe.ARRAY_BYTE_BASE_OFFSET;
    private static final long INT_ARRAY_OFFSET = Unsafe.ARRAY_INT_BASE_OFFSET;
    private static final long LONG_ARRAY_OFFSET = Unsafe.ARRAY_LONG_BASE_OFFSET;
    private static final long DOUBLE_ARRAY_OFFSET = Unsafe.ARRAY_DOUBLE_BASE_OFFSET;

    private RawMemory() {}

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No access to raw memory on this JVM", e);
        }
    }

    static long allocate(long bytes) {
        return UNSAFE.allocateMemory(bytes);
    }

    static void free(long address) {
        UNSAFE.freeMemory(address);
    }

    public static byte getByte(long address) {
        return UNSAFE.getByte(address);
    }

    public static short getShort(long address) {
        return UNSAFE.getShort(address);
    }

    public static int getInt(long address) {
        return UNSAFE.getInt(address);
    }

    public static long getLong(long address) {
        return UNSAFE.getLong(address);
    }

    public static double getDouble(long address) {
        return UNSAFE.getDouble(address);
    }

    public static void putByte(long address, byte value) {
        UNSAFE.putByte(address, value);
    }

    public static void putShort(long address, short value) {
        UNSAFE.putShort(address, value);
    }

    public static void putInt(long address, int value) {
        UNSAFE.putInt(address, value);
    }

    public static void putLong(long address, long value) {
        UNSAFE.putLong(address, value);
    }

    public static void putDouble(long address, double value) {
        UNSAFE.putDouble(address, value);
    }

    /** Atomically replaces the long at {@code address} if it equals {@code expected}. */
    public static boolean compareAndSwapLong(long address, long expected, long value) {
        return UNSAFE.compareAndSwapLong(null, address, expected, value);
    }

    /** Sets {@code bytes} bytes from {@code address} to {@code value}. */
    public static void fill(long address, long bytes, byte value) {
        UNSAFE.setMemory(address, bytes, value);
    }

    /** Copies between off-heap places, which may overlap. */
    public static void copy(long source, long target, long bytes) {
        UNSAFE.copyMemory(source, target, bytes);
    }

    /** Copies {@code length} bytes of a heap array to {@code target}; the range in the array is checked. */
    public static void copy(byte[] source, int offset, long target, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        UNSAFE.copyMemory(source, BYTE_ARRAY_OFFSET + offset, null, target, length);
    }

    /** Copies {@code length} bytes at {@code source} into a heap array; the range in the array is checked. */
    public static void copy(long source, byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        UNSAFE.copyMemory(null, source, target, BYTE_ARRAY_OFFSET + offset, length);
    }

    /** Copies {@code length} ints at {@code source} into a heap array; the range in the array is checked. */
    public static void copy(long source, int[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        UNSAFE.copyMemory(null, source, target, INT_ARRAY_OFFSET + 4L * offset, 4L * length);
    }

    /** Copies {@code length} ints of a heap array to {@code target}; the range in the array is checked. */
    public static void copy(int[] source, int offset, long target, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        UNSAFE.copyMemory(source, INT_ARRAY_OFFSET + 4L * offset, null, target, 4L * length);
    }

    /** Copies {@code length} longs of a heap array to {@code target}; the range in the array is checked. */
    public static void copy(long[] source, int offset, long target, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        UNSAFE.copyMemory(source, LONG_ARRAY_OFFSET + 8L * offset, null, target, 8L * length);
    }

    /** Copies {@code length} doubles of a heap array to {@code target}; the range in the array is checked. */
    public static void copy(double[] source, int offset, long target, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        UNSAFE.copyMemory(source, DOUBLE_ARRAY_OFFSET + 8L * offset, null, target, 8L * length);
    }

    /** A new heap copy of {@code length} bytes at {@code address}. */
    public static byte[] bytes(long address, int length) {
        byte[] copy = new byte[length];
        UNSAFE.copyMemory(null, address, copy, BYTE_ARRAY_OFFSET, length);
        return copy;
    }
}
