package io.thresher.storage.file;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the files that a path, folder or pattern names. Links are followed and checked against the roots one by one.
 * For one listing and one thread.
 */
final class LocalFileLister {
    /** Deeper nesting than this is a cycle of links; below the 40 links at which Linux gives up by itself. */
    private static final int MAX_DEPTH = 32;

    private final AllowedRoots roots;
    private final Map<String, FileStatus> found = new TreeMap<>();

    LocalFileLister(AllowedRoots roots) {
        this.roots = roots;
    }

    List<FileStatus> list(Path pattern) {
        Path real = roots.resolveIfExists(pattern);
        if (real != null) {
            add(pattern, real, 0);
        } else if (PathGlob.isPattern(pattern.toString())) {
            for (String alternative : PathGlob.alternatives(pattern.toString())) {
                match(Path.of(alternative).normalize());
            }
        } else {
            throw new EngineException(ErrorCode.FILE_NOT_FOUND, "File or folder not found: " + pattern);
        }
        List<FileStatus> files = new ArrayList<>(found.values());
        files.sort(Comparator.comparing(f -> f.location().path()));
        return files;
    }

    private void match(Path pattern) {
        List<String> elements = new ArrayList<>();
        pattern.forEach(e -> elements.add(e.toString()));
        Path start = pattern.getRoot();
        int literal = 0;
        while (literal < elements.size() && !PathGlob.isPattern(elements.get(literal))) {
            start = start.resolve(elements.get(literal++));
        }
        Path real = roots.resolveIfExists(start);
        if (real == null) {
            return;
        }
        if (literal == elements.size()) {
            add(start, real, 0);
        } else if (Files.isDirectory(real)) {
            match(start, elements.subList(literal, elements.size()), 0);
        }
    }

    /** Matches the elements left below a folder. */
    private void match(Path folder, List<String> elements, int depth) {
        checkDepth(folder, depth);
        String element = elements.get(0);
        List<String> rest = elements.subList(1, elements.size());
        boolean anyFolders = PathGlob.isAnyFolders(element);
        if (anyFolders && !rest.isEmpty()) {
            match(folder, rest, depth + 1);
        }
        for (Path child : children(folder)) {
            String name = name(child);
            boolean hiddenAsked = element.startsWith(".") || element.startsWith("_");
            boolean named = anyFolders || PathGlob.matches(element, name);
            if (!named || (isHidden(name) && !hiddenAsked)) {
                continue;
            }
            if (rest.isEmpty()) {
                add(child, roots.resolve(child), depth + 1);
            } else if (Files.isDirectory(roots.resolve(child))) {
                match(child, anyFolders ? elements : rest, depth + 1);
            }
        }
    }

    /** Adds a file, or the files below a folder. */
    private void add(Path path, Path real, int depth) {
        checkDepth(path, depth);
        if (Files.isRegularFile(real)) {
            found.put(path.toString(), LocalFileStatus.of(path, real));
        } else if (Files.isDirectory(real)) {
            for (Path child : children(path)) {
                if (!isHidden(name(child))) {
                    // Only a link can lead elsewhere: a plain child of a checked folder needs no second look.
                    Path realChild = Files.isSymbolicLink(child) ? roots.resolve(child) : child;
                    add(child, realChild, depth + 1);
                }
            }
        } else if (depth == 0) {
            throw new EngineException(ErrorCode.FILE_READ_FAILED, "Neither a regular file nor a folder: " + path);
        }
    }

    private static void checkDepth(Path path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new EngineException(
                    ErrorCode.FILE_READ_FAILED, "Folders are nested too deep, is there a cycle of links: " + path);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.startsWith("_");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<Path> children(Path folder) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> children = new ArrayList<>();
            stream.forEach(children::add);
            return children;
        } catch (IOException e) {
            throw LocalFileSystem.readFailed(folder, e);
        } catch (DirectoryIteratorException e) {
            throw LocalFileSystem.readFailed(folder, new IOException(e));
        }
    }
}
