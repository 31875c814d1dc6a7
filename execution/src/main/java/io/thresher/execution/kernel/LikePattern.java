package io.thresher.execution.kernel;

import io.thresher.batch.StringView;
import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import io.thresher.error.StopCheck;
import io.thresher.memory.RawMemory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LIKE pattern compiled to the pieces between its percent signs. A value matches if the first piece lies at its start
 * and the last at its end (unless a percent sign is there) and the others follow each other in between; taking each at
 * its first place is enough. Works on bytes; an underscore takes one UTF-8 character. Immutable.
 */
public final class LikePattern {
    /** No escape character. */
    public static final int NO_ESCAPE = -1;

    private static final long COMPARED_BETWEEN_CHECKS = 1 << 20;

    private final Piece[] pieces;
    private final boolean anchoredStart;
    private final boolean anchoredEnd;
    private final boolean plain;

    /** The text between two percent signs: runs of bytes parted by underscores; one run if there are none. */
    private record Piece(ByteSearch[] runs, int minLength, StopCheck stopCheck) {
        boolean isPlain() {
            return runs.length == 1;
        }

        /** The offset behind a match at {@code at}, or -1. */
        int matchAt(long bytes, int length, int at) {
            int position = at;
            for (int i = 0; i < runs.length; i++) {
                if (i > 0) {
                    if (position >= length) {
                        return -1;
                    }
                    position += Utf8.characterBytes(RawMemory.getByte(bytes + position));
                }
                if (position > length || !runs[i].isPrefix(bytes + position, length - position)) {
                    return -1;
                }
                position += runs[i].length();
            }
            return position;
        }

        /** The offset behind the first match from {@code from} on, or -1. */
        int find(long bytes, int length, int from) {
            if (isPlain()) {
                int at = runs[0].indexOf(bytes, length, from);
                return at < 0 ? -1 : at + minLength;
            }
            long compared = 0;
            for (int at = from; at <= length - minLength; at += step(bytes, length, at)) {
                compared = checked(compared + minLength);
                int end = matchAt(bytes, length, at);
                if (end >= 0) {
                    return end;
                }
            }
            return -1;
        }

        /** Whether the piece matches some text from {@code from} on that ends where the value does. */
        boolean matchesEnd(long bytes, int length, int from) {
            if (isPlain()) {
                return length - from >= minLength && runs[0].isSuffix(bytes, length);
            }
            long compared = 0;
            for (int at = from; at <= length - minLength; at += step(bytes, length, at)) {
                compared = checked(compared + minLength);
                if (matchAt(bytes, length, at) == length) {
                    return true;
                }
            }
            return false;
        }

        /** The bytes compared at most since the last look whether to stop. */
        private long checked(long compared) {
            if (compared < COMPARED_BETWEEN_CHECKS) {
                return compared;
            }
            stopCheck.check();
            return 0;
        }

        private static int step(long bytes, int length, int at) {
            return at < length ? Utf8.characterBytes(RawMemory.getByte(bytes + at)) : 1;
        }
    }

    private LikePattern(List<Piece> pieces, boolean anchoredStart, boolean anchoredEnd) {
        this.pieces = pieces.toArray(new Piece[0]);
        this.anchoredStart = anchoredStart;
        this.anchoredEnd = anchoredEnd;
        this.plain = pieces.stream().allMatch(Piece::isPlain);
    }

    /**
     * Compiles a pattern; {@code escape} is a code point or {@link #NO_ESCAPE}, {@code stopCheck} may end long matching.
     *
     * @throws EngineException INVALID_ARGUMENT if the pattern ends with the escape character
     */
    public static LikePattern compile(String pattern, int escape, StopCheck stopCheck) {
        List<Piece> pieces = new ArrayList<>();
        List<ByteSearch> runs = new ArrayList<>();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        boolean startsWithPercent = false;
        boolean endsWithPercent = false;
        for (int i = 0; i < pattern.length(); ) {
            int c = pattern.codePointAt(i);
            i += Character.charCount(c);
            endsWithPercent = false;
            if (c == escape) {
                if (i == pattern.length()) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "LIKE pattern must not end with the escape character; double it: " + pattern);
                }
                int literal = pattern.codePointAt(i);
                i += Character.charCount(literal);
                run.writeBytes(Character.toString(literal).getBytes(StandardCharsets.UTF_8));
            } else if (c == '_') {
                runs.add(new ByteSearch(run.toByteArray(), stopCheck));
                run.reset();
            } else if (c == '%') {
                startsWithPercent |= i == 1;
                endsWithPercent = true;
                addPiece(pieces, runs, run, i == 1, stopCheck);
            } else {
                run.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        addPiece(pieces, runs, run, endsWithPercent, stopCheck);
        return new LikePattern(pieces, !startsWithPercent, !endsWithPercent);
    }

    private static void addPiece(
            List<Piece> pieces,
            List<ByteSearch> runs,
            ByteArrayOutputStream run,
            boolean skipEmpty,
            StopCheck stopCheck) {
        if (run.size() == 0 && runs.isEmpty() && (skipEmpty || !pieces.isEmpty())) {
            return;
        }
        runs.add(new ByteSearch(run.toByteArray(), stopCheck));
        run.reset();
        int minLength =
                runs.size() - 1 + runs.stream().mapToInt(ByteSearch::length).sum();
        pieces.add(new Piece(runs.toArray(new ByteSearch[0]), minLength, stopCheck));
        runs.clear();
    }

    /** Whether the string of a view matches. */
    public boolean matches(long view) {
        return matches(StringView.bytesAddress(view), StringView.length(view));
    }

    private boolean matches(long bytes, int length) {
        int from = 0;
        int first = 0;
        int end = pieces.length;
        if (anchoredStart && end > 0) {
            from = pieces[0].matchAt(bytes, length, 0);
            if (from < 0) {
                return false;
            }
            first = 1;
            if (end == 1) {
                return !anchoredEnd || from == length;
            }
        }
        int last = anchoredEnd ? end - 1 : end;
        for (int i = first; i < last; i++) {
            from = pieces[i].find(bytes, length, from);
            if (from < 0) {
                return false;
            }
        }
        return last == end || pieces[last].matchesEnd(bytes, length, from);
    }

    /** Writes 1 or 0 for each row's view. */
    public void match(long data, int stride, long out, int @Nullable [] selection, int count) {
        if (plain && pieces.length == 1 && !anchoredStart && !anchoredEnd) {
            contains(pieces[0].runs[0], data, stride, out, selection, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            RawMemory.putByte(out + row, (byte) (matches(data + (long) stride * row) ? 1 : 0));
        }
    }

    private static void contains(
            ByteSearch search, long data, int stride, long out, int @Nullable [] selection, int count) {
        for (int i = 0; i < count; i++) {
            int row = selection == null ? i : selection[i];
            long view = data + (long) stride * row;
            boolean found = search.indexOf(StringView.bytesAddress(view), StringView.length(view), 0) >= 0;
            RawMemory.putByte(out + row, (byte) (found ? 1 : 0));
        }
    }
}
