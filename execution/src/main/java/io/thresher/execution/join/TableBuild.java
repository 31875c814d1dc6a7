package io.thresher.execution.join;

import io.thresher.error.StopCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rounds in which a table is built: every thread reads all keys and stores those whose places are in its share of the table, so
 * that no two write to one place; what ran out of a share is stored after that by one thread; then the rows of keys that came more
 * than once are put side by side.
 */
final class TableBuild {
    private final Target target;
    private final Duplicates duplicates;
    private final int shares;
    private final StopCheck stopCheck;
    private int round;

    /** What is built. */
    interface Target {
        /** Stores the rows whose places are in share {@code share} of {@code shares}. */
        void fill(int share, int shares);

        /** Stores what ran out of its share; all shares are done. */
        void fillRest();

        /** Tells the rows that were not to be stored, as their key is NULL; null if there are none. */
        Duplicates.@Nullable LeftOut leftOut();
    }

    TableBuild(Target target, Duplicates duplicates, int shares, StopCheck stopCheck) {
        this.stopCheck = stopCheck;
        this.target = target;
        this.duplicates = duplicates;
        this.shares = shares;
    }

    /** The work of the next round, to be run in parallel; empty when the table is built. */
    List<Runnable> next() {
        return switch (round++) {
            case 0 -> pieces(share -> target.fill(share, shares));
            case 1 ->
                List.of(() -> {
                    target.fillRest();
                    duplicates.order(target.leftOut(), stopCheck);
                });
            case 2 ->
                duplicates.exist()
                        ? pieces(share -> duplicates.deal(share, shares, target.leftOut(), stopCheck))
                        : List.of();
            default -> List.of();
        };
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
