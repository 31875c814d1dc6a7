package io.thresher.planner;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a user may have meant by a name that is not there. */
final class NearestName {
    private NearestName() {}

    /** "; did you mean: x" for the nearest of the known names, or nothing if none is near. */
    static String hint(String wrong, Collection<String> known) {
        String nearest = find(wrong, known);
        return nearest == null ? "" : "; did you mean: " + nearest;
    }

    private static @Nullable String find(String wrong, Collection<String> known) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, lower.length() / 3) + 1;
        for (String name : known) {
            String candidate = name.toLowerCase(Locale.ROOT);
            int distance = distance(lower, candidate);
            boolean part = lower.length() > 2 && candidate.endsWith("_" + lower);
            if (part) {
                distance = Math.min(distance, 1);
            }
            if (distance > 0 && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Edits (insert, delete, replace, swap of neighbours) from one word to another. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 8) {
            return Integer.MAX_VALUE;
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
            }
        }
        return edits[a.length()][b.length()];
    }
}
