package io.thresher.parser;

import org.jspecify.annotations.Nullable;

/** The name under which a query knows a file used as a table when it gives none. */
final class PathAlias {
    private PathAlias() {}

    /** The last element of the path without its suffixes, null if that is no plain name. */
    static @Nullable String of(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        if (stem.isEmpty() || !Character.isJavaIdentifierStart(stem.charAt(0))) {
            return null;
        }
        return stem.chars().allMatch(Character::isJavaIdentifierPart) ? stem : null;
    }
}
