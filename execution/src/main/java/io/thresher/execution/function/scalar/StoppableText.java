package io.thresher.execution.function.scalar;

import io.thresher.error.StopCheck;

/** A text that, while it is read character by character, looks now and then whether the query goes on. One thread. */
final class StoppableText implements CharSequence {
    private static final int READ_BETWEEN_CHECKS = 1 << 16;

    private final String text;
    private final int start;
    private final int end;
    private final StopCheck stopCheck;
    private int read;

    /** The characters of {@code text} from {@code start} to before {@code end}. */
    StoppableText(String text, int start, int end, StopCheck stopCheck) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.stopCheck = stopCheck;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        if (++read == READ_BETWEEN_CHECKS) {
            read = 0;
            stopCheck.check();
        }
        return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new StoppableText(text, start + from, start + to, stopCheck);
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
