package io.thresher.server.corpus;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the corpora beside the project ({@code ../shared/corpora} from its root) and unpacks them under target. */
public final class Corpora {
    private static final int BLOCK_BYTES = 512;

    private Corpora() {}

    /** The folder of the archives, or empty where there is none; {@code -Dcorpora.dir} names another. */
    public static Optional<Path> archives() {
        String named = System.getProperty("corpora.dir");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        // Tests run in the module's folder, main classes often in the project's root.
        Path here = Path.of("").toAbsolutePath();
        for (Path folder : new Path[] {here.resolve("../../shared/corpora"), here.resolve("../shared/corpora")}) {
            if (Files.isDirectory(folder)) {
                return Optional.of(folder.normalize());
            }
        }
        return Optional.empty();
    }

    /** The folder with the unpacked archive, or empty where the corpora are absent. */
    public static Optional<Path> unpacked(String archive) {
        return archives()
                .map(folder -> folder.resolve(archive + ".tar.zst"))
                .filter(Files::isRegularFile)
                .map(file -> unpack(file, Path.of("target", "corpora", archive).toAbsolutePath()));
    }

    private static synchronized Path unpack(Path archive, Path folder) {
        Path finished = folder.resolve(".unpacked");
        try {
            if (Files.exists(finished)
                    && Files.getLastModifiedTime(finished).compareTo(Files.getLastModifiedTime(archive)) >= 0) {
                return folder;
            }
            Files.createDirectories(folder);
            try (InputStream input =
                    new BufferedInputStream(new ZstdInputStream(Files.newInputStream(archive)), 1 << 16)) {
                unpackTar(input, folder);
            }
            Files.writeString(finished, "");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Corpus cannot be unpacked: " + archive, e);
        }
    }

    /** Plain tar entries: folders and files with ustar or GNU long names, which is all that the archives hold. */
    private static void unpackTar(InputStream input, Path folder) throws IOException {
        String longName = null;
        while (true) {
            byte[] header = input.readNBytes(BLOCK_BYTES);
            if (header.length < BLOCK_BYTES || header[0] == 0) {
                return;
            }
            long byteCount = Long.parseLong(text(header, 124, 12).strip(), 8);
            char type = (char) header[156];
            String prefix = text(header, 345, 155);
            String name = text(header, 0, 100);
            boolean ustar = text(header, 257, 6).equals("ustar") && header[263] == '0';
            String path = longName != null ? longName : (ustar && !prefix.isEmpty() ? prefix + "/" + name : name);
            byte[] content = input.readNBytes(Math.toIntExact(byteCount));
            input.skipNBytes((BLOCK_BYTES - byteCount % BLOCK_BYTES) % BLOCK_BYTES);
            longName = null;
            if (type == 'L') {
                longName = text(content, 0, content.length);
            } else if (type == '0' || type == 0) {
                Path file = folder.resolve(path).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("Entry outside of the archive: " + path);
                }
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
