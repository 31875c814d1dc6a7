package io.thresher.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemTest extends AbstractFileSystemTest {
    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path secret = Path.of("");
    private LocalFileSystem fileSystem = LocalFileSystem.unrestricted();

    @BeforeEach
    void openFileSystem() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        secret = Files.createDirectories(folder.resolve("data-secret")).resolve("canary.csv");
        Files.writeString(secret, "secret");
        fileSystem = LocalFileSystem.within(List.of(data));
    }

    @AfterEach
    void closeFileSystem() {
        fileSystem.close();
    }

    @Override
    FileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    String root() {
        return folder.resolve("data").toString();
    }

    @Override
    void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve("data").resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Test
    void pathsOutsideTheRootsAreRefusedWhetherTheyExistOrNot() {
        for (String path : List.of(
                secret.toString(),
                secret + "x",
                data + "/../data-secret/canary.csv",
                "file://" + secret,
                "/etc/passwd",
                "/",
                folder.toString(),
                "/nowhere/at/all")) {
            Location location = fileSystem.parse(path);
            assertFails(() -> fileSystem.list(location), ErrorCode.PERMISSION_DENIED);
            assertFails(() -> fileSystem.exists(location), ErrorCode.PERMISSION_DENIED);
            assertFails(() -> fileSystem.status(location), ErrorCode.PERMISSION_DENIED);
            assertFails(() -> fileSystem.isFolder(location), ErrorCode.PERMISSION_DENIED);
        }
        assertFails(() -> fileSystem.list(fileSystem.parse(folder + "/*/*.csv")), ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void linksThatLeaveTheRootsAreRefused() throws IOException {
        Files.createSymbolicLink(data.resolve("link.csv"), secret);
        Files.createSymbolicLink(data.resolve("folder-link"), secret.getParent());
        for (String path :
                List.of("link.csv", "folder-link", "folder-link/canary.csv", "link.*", "**/canary.csv", "*")) {
            assertFails(() -> fileSystem.list(location(path)), ErrorCode.PERMISSION_DENIED);
        }
        FileStatus forged = new FileStatus(
                location("link.csv"), 6, Files.getLastModifiedTime(secret).toMillis(), "");
        assertFails(() -> fileSystem.open(forged), ErrorCode.PERMISSION_DENIED);
        Location dots = new Location("file", data + "/../data-secret/canary.csv");
        assertFails(() -> fileSystem.status(dots), ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void linksWithinTheRootsAreFollowed() throws IOException {
        Files.createSymbolicLink(data.resolve("odd/again.csv"), data.resolve("a.csv"));
        assertThat(fileSystem.list(location("odd/again.csv")).get(0).length()).isEqualTo(5);
        assertThat(fileSystem.list(location("odd"))).hasSize(3);
    }

    @Test
    void aRootMayBeReachedThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("data-link"), data);
        try (LocalFileSystem linked = LocalFileSystem.within(List.of(link))) {
            assertThat(linked.list(linked.parse(data + "/a.csv"))).hasSize(1);
            assertThat(linked.list(linked.parse(link + "/a.csv"))).hasSize(1);
        }
    }

    @Test
    void aCycleOfLinksIsAnErrorAndNotAHang() throws IOException {
        Files.createDirectories(data.resolve("loop"));
        Files.createSymbolicLink(data.resolve("loop/again"), data.resolve("loop"));
        assertFails(() -> fileSystem.list(location("loop")), ErrorCode.FILE_READ_FAILED);
    }

    @Test
    void withoutRootsNothingIsReadable() {
        try (LocalFileSystem closed = LocalFileSystem.within(List.of())) {
            assertFails(() -> closed.list(closed.parse(data + "/a.csv")), ErrorCode.PERMISSION_DENIED);
        }
    }

    @Test
    void theUnrestrictedFileSystemReadsAnyFile() {
        try (LocalFileSystem open = LocalFileSystem.unrestricted()) {
            assertThat(open.list(open.parse(secret.toString()))).hasSize(1);
            assertFails(() -> open.list(open.parse("/dev/null")), ErrorCode.FILE_READ_FAILED);
        }
    }

    @Test
    void pathsAreMadeAbsoluteAndNormal() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(fileSystem.parse("x/./y/../z.csv")).isEqualTo(new Location("file", here + "/x/z.csv"));
        assertThat(fileSystem.parse("/a//b/")).isEqualTo(new Location("file", "/a/b"));
        assertThat(fileSystem.parse("file:/a/b%20c.csv")).isEqualTo(new Location("file", "/a/b c.csv"));
        assertThat(fileSystem.parse("file:///a/b")).isEqualTo(new Location("file", "/a/b"));
        assertThat(fileSystem.parse("FILE://localhost/a/b")).isEqualTo(new Location("file", "/a/b"));
        assertThat(fileSystem.parse("/a/b%2Ec")).isEqualTo(new Location("file", "/a/b%2Ec"));
        assertThat(fileSystem.parse("/a/12:30.csv")).isEqualTo(new Location("file", "/a/12:30.csv"));
    }

    @Test
    void trickyPathsAreRefused() {
        for (String path : List.of(
                "",
                "a\0b",
                "file:///a/%2e%2e/b",
                "file:///a/%2E/b",
                "file:///a%2Fb",
                "file:///a%00",
                "file:///a%5cb",
                "file:///a%",
                "file:///a%zz",
                "file:relative")) {
            assertFails(() -> fileSystem.parse(path), ErrorCode.INVALID_ARGUMENT);
        }
        assertFails(() -> fileSystem.parse("file://elsewhere/a"), ErrorCode.NOT_SUPPORTED);
    }
}
