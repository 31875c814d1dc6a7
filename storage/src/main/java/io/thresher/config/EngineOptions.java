package io.thresher.config;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every option there is, and how a name finds its option. */
public final class EngineOptions {
    private EngineOptions() {}

    /** All options, sorted by name. A new options class is added here. */
    public static List<ConfigOption<?>> all() {
        List<ConfigOption<?>> options = new ArrayList<>();
        options.addAll(MemoryOptions.all());
        options.addAll(MemoryStoreOptions.all());
        options.addAll(QueryOptions.all());
        options.addAll(ScanOptions.all());
        options.addAll(ServerOptions.all());
        options.sort(Comparator.comparing(ConfigOption::name));
        return options;
    }

    /**
     * The option of that name; case does not matter, and an underscore stands for a dash.
     *
     * @throws EngineException OPTION_NOT_FOUND, naming the nearest option
     */
    public static ConfigOption<?> named(String name) {
        String wanted = name.trim().toLowerCase(Locale.ROOT).replace('_', '-');
        for (ConfigOption<?> option : all()) {
            if (option.name().equals(wanted)) {
                return option;
            }
        }
        throw new EngineException(
                ErrorCode.OPTION_NOT_FOUND, "Option not found: " + name + "; did you mean: " + nearest(wanted));
    }

    private static String nearest(String wanted) {
        return all().stream()
                .map(ConfigOption::name)
                .min(Comparator.comparingInt(n -> distance(wanted, n)))
                .orElse("");
    }

    /** Levenshtein distance; one that ends in the wanted words counts as near. */
    private static int distance(String left, String right) {
        if (right.endsWith(left) || right.startsWith(left)) {
            return 1;
        }
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
