package io.thresher.storage.parquet.decoding;

/**
 * Byte strings as ranges of one heap array that has {@link ValueDecoder#SLACK_BYTES} behind the last of them.
 * {@code inPage} says that the array is the page given to start and stays as it is until the next start; otherwise it
 * changes with the next decode.
 */
final class BinaryValues {
    final int[] offsets = new int[ValueDecoder.MAX_COUNT];
    final int[] lengths = new int[ValueDecoder.MAX_COUNT];
    byte[] bytes = new byte[0];
    boolean inPage;
}
