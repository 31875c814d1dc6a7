package io.thresher.execution.join.table;

import io.thresher.error.StopCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * The rounds in which a table is built: each share of the partitions is stored by one thread, which writes to no place of another
 * share; what ran out of a share's places is stored after that by one thread; then the rows of keys that came more than once are
 * put side by side, share by share.
 */
public final class TableBuild {
    private static final int SHARES_PER_THREAD = 4;

    private final Target target;
    private final Duplicates duplicates;
    private final BuildPartitions partitions;
    private final int shares;
    private final StopCheck stopCheck;
    private int round;

    /** What is built. */
    interface Target {
        /** Stores the rows of partitions {@code from} to {@code to} (exclusive), which are share {@code share}. */
        void fill(int share, int from, int to);

        /** Stores what ran out of its share; all shares are done. */
        void fillRest();
    }

    TableBuild(Target target, Duplicates duplicates, BuildPartitions partitions, int shares, StopCheck stopCheck) {
        this.target = target;
        this.duplicates = duplicates;
        this.partitions = partitions;
        this.shares = shares;
        this.stopCheck = stopCheck;
    }

    /** Into how many shares a table of so many partitions is divided. */
    static int shares(BuildPartitions partitions, int threads) {
        return threads == 1 ? 1 : Math.min(partitions.count(), threads * SHARES_PER_THREAD);
    }

    /** The work of the next round, to be run in parallel; empty when the table is built. */
    public List<Runnable> next() {
        return switch (round++) {
            case 0 -> pieces(share -> target.fill(share, first(share), first(share + 1)));
            case 1 -> List.of(target::fillRest);
            case 2 ->
                duplicates.exist()
                        ? pieces(share -> duplicates.order(
                                partitions.starts()[first(share)], partitions.starts()[first(share + 1)], stopCheck))
                        : List.of();
            default -> List.of();
        };
    }

    private int first(int share) {
        return (int) ((long) partitions.count() * share / shares);
    }

    private List<Runnable> pieces(Piece piece) {
        List<Runnable> pieces = new ArrayList<>();
        for (int s = 0; s < shares; s++) {
            int share = s;
            pieces.add(() -> piece.run(share));
        }
        return pieces;
    }

    private interface Piece {
        void run(int share);
    }
}
