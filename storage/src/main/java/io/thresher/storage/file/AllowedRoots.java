package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders that files may be read from. A path is resolved to its real path first (symbolic links followed), then
 * compared with the roots by path elements. What lies outside is refused in the same words whether it exists or not.
 */
final class AllowedRoots {
    private final @Nullable List<Path> roots;

    /** Allows what lies in {@code roots} or below; everything if null. */
    AllowedRoots(@Nullable List<Path> roots) {
        this.roots = roots == null
                ? null
                : roots.stream().map(r -> r.toAbsolutePath().normalize()).toList();
    }

    /**
     * The real path of {@code path}, which must exist.
     *
     * @throws EngineException PERMISSION_DENIED outside the roots, FILE_NOT_FOUND
     */
    Path resolve(Path path) {
        Path real = resolveIfExists(path);
        if (real == null) {
            throw new EngineException(ErrorCode.FILE_NOT_FOUND, "File not found: " + path);
        }
        return real;
    }

    /**
     * The real path of {@code path}, or null if it does not exist.
     *
     * @throws EngineException PERMISSION_DENIED outside the roots
     */
    @Nullable
    Path resolveIfExists(Path path) {
        Path real = realPath(path);
        if (real != null) {
            check(real, path);
            return real;
        }
        Path ancestor = path.getParent();
        Path realAncestor = null;
        while (ancestor != null && realAncestor == null) {
            realAncestor = realPath(ancestor);
            if (realAncestor == null) {
                ancestor = ancestor.getParent();
            }
        }
        if (realAncestor != null && ancestor != null) {
            check(realAncestor.resolve(ancestor.relativize(path)).normalize(), path);
        }
        return null;
    }

    private @Nullable Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            // A file used as a folder: the JDK has no exception of its own for it.
            if (String.valueOf(e.getMessage()).contains("Not a directory")) {
                return null;
            }
            if (roots != null) {
                throw denied(path);
            }
            throw new EngineException(ErrorCode.FILE_READ_FAILED, "Path cannot be read: " + path, e);
        }
    }

    private void check(Path real, Path asWritten) {
        if (roots == null) {
            return;
        }
        for (Path root : roots) {
            Path realRoot = realPathOfRoot(root);
            if (real.startsWith(realRoot)) {
                return;
            }
        }
        throw denied(asWritten);
    }

    /** A root may be made after the server has started, so it is resolved anew each time. */
    private static Path realPathOfRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private static EngineException denied(Path path) {
        return new EngineException(
                ErrorCode.PERMISSION_DENIED,
                "Path is outside the folders this server may read; add its folder to files.roots: " + path);
    }
}
