package io.thresher.storage.parquet.decoding;

/**
 * Byte strings as ascending ranges of one heap array, which has {@link ValueDecoder#SLACK_BYTES} behind the last of them
 * and stays as it is until the next decode.
 */
final class BinaryValues {
    final int[] offsets = new int[ValueDecoder.MAX_COUNT];
    final int[] lengths = new int[ValueDecoder.MAX_COUNT];
    byte[] bytes = new byte[0];
}
