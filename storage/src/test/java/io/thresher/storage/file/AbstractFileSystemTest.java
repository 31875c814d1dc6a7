package io.thresher.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import io.thresher.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FileSystem} must do. A subclass says how files come to be below {@link #root}. */
abstract class AbstractFileSystemTest {
    /** The file system under test, allowed to read below {@link #root}. */
    abstract FileSystem fileSystem();

    /** The text of a folder that the file system may read. */
    abstract String root();

    /** Makes a file below the root, with its folders. */
    abstract void write(String path, byte[] content) throws Exception;

    @BeforeEach
    void makeFiles() throws Exception {
        write("a.csv", bytes("hello"));
        write("b.csv", bytes("x"));
        write("c.parquet", bytes(""));
        write("deep/year=2024/one.csv", bytes("1"));
        write("deep/year=2024/_SUCCESS", bytes(""));
        write("deep/year=2025/two.csv", bytes("22"));
        write("deep/year=2025/.two.csv.crc", bytes("crc"));
        write("deep/_temporary/0/three.csv", bytes("333"));
        write("odd/d[1].csv", bytes("brackets"));
        write("odd/d1.csv", bytes("plain"));
    }

    @Test
    void aFileListsAsItself() {
        assertThat(list("a.csv")).containsExactly("a.csv");
        assertThat(fileSystem().list(location("a.csv")).get(0).length()).isEqualTo(5);
    }

    @Test
    void aFolderListsItsLeavesSortedWithoutHiddenOnes() {
        assertThat(list("deep")).containsExactly("deep/year=2024/one.csv", "deep/year=2025/two.csv");
        assertThat(list("deep/")).hasSize(2);
    }

    @Test
    void patternsMatchWithinAnElement() {
        assertThat(list("*.csv")).containsExactly("a.csv", "b.csv");
        assertThat(list("?.*")).containsExactly("a.csv", "b.csv", "c.parquet");
        assertThat(list("[a-b].csv")).containsExactly("a.csv", "b.csv");
        assertThat(list("[!a].csv")).containsExactly("b.csv");
        assertThat(list("{a,c}.{csv,parquet}")).containsExactly("a.csv", "c.parquet");
        assertThat(list("deep/*/*.csv")).containsExactly("deep/year=2024/one.csv", "deep/year=2025/two.csv");
    }

    @Test
    void twoStarsMatchAnyNumberOfFolders() {
        assertThat(list("**/*.csv"))
                .containsExactly(
                        "a.csv",
                        "b.csv",
                        "deep/year=2024/one.csv",
                        "deep/year=2025/two.csv",
                        "odd/d1.csv",
                        "odd/d[1].csv");
        assertThat(list("deep/**")).containsExactly("deep/year=2024/one.csv", "deep/year=2025/two.csv");
        assertThat(list("deep/**/two.csv")).containsExactly("deep/year=2025/two.csv");
    }

    @Test
    void aPatternThatMatchesAFolderListsItsLeaves() {
        assertThat(list("deep/year=*")).containsExactly("deep/year=2024/one.csv", "deep/year=2025/two.csv");
    }

    @Test
    void anExistingFileIsTakenLiterallyBeforeItIsAPattern() {
        assertThat(list("odd/d[1].csv")).containsExactly("odd/d[1].csv");
        assertThat(list("odd/d[0-9].csv")).containsExactly("odd/d1.csv");
    }

    @Test
    void aPatternThatMatchesNothingListsNothing() {
        assertThat(list("*.orc")).isEmpty();
    }

    @Test
    void aMissingFileIsAnError() {
        assertFails(() -> fileSystem().list(location("missing.csv")), ErrorCode.FILE_NOT_FOUND);
        assertFails(() -> fileSystem().status(location("missing.csv")), ErrorCode.FILE_NOT_FOUND);
        assertThat(fileSystem().exists(location("missing.csv"))).isFalse();
        assertThat(fileSystem().exists(location("a.csv/below"))).isFalse();
    }

    @Test
    void foldersAndFilesAreToldApart() {
        assertThat(fileSystem().isFolder(location("deep"))).isTrue();
        assertThat(fileSystem().isFolder(location("a.csv"))).isFalse();
        assertThat(fileSystem().exists(location("a.csv"))).isTrue();
    }

    @Test
    void rangesReadExactly() {
        try (InputFile file = fileSystem().open(fileSystem().status(location("a.csv")))) {
            byte[] target = new byte[8];
            file.read(1, target, 2, 3);
            assertThat(target).isEqualTo(new byte[] {0, 0, 'e', 'l', 'l', 0, 0, 0});
            assertThat(file.readAsync(0, 5).join()).isEqualTo(bytes("hello"));
            assertThat(file.readAsync(5, 0).join()).isEmpty();
        }
    }

    @Test
    void aRangePastTheEndIsAnError() {
        try (InputFile file = fileSystem().open(fileSystem().status(location("a.csv")))) {
            assertFails(() -> file.read(3, new byte[8], 0, 3), ErrorCode.FILE_CORRUPT);
            assertFails(() -> file.read(-1, new byte[8], 0, 3), ErrorCode.FILE_CORRUPT);
            assertFails(() -> file.readAsync(Long.MAX_VALUE, 3).join(), ErrorCode.FILE_CORRUPT);
        }
    }

    @Test
    void aLargeFileReadsWhole() throws Exception {
        byte[] content = new byte[1_000_003];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        write("large.bin", content);
        try (InputFile file = fileSystem().open(fileSystem().status(location("large.bin")))) {
            byte[] target = new byte[content.length];
            file.read(0, target, 0, target.length);
            assertThat(target).isEqualTo(content);
        }
    }

    @Test
    void aFileThatChangedSinceItWasListedDoesNotOpen() throws Exception {
        FileStatus before = fileSystem().status(location("a.csv"));
        write("a.csv", bytes("something longer"));
        assertFails(() -> fileSystem().open(before), ErrorCode.FILE_READ_FAILED);
    }

    @Test
    void unknownSchemesAreRefused() {
        for (String text : List.of("http://host/x.csv", "jar:/x.jar!/y", "S4://bucket/x")) {
            assertFails(() -> fileSystem().parse(text), ErrorCode.NOT_SUPPORTED);
        }
    }

    Location location(String path) {
        return fileSystem().parse(root() + "/" + path);
    }

    private List<String> list(String path) {
        String prefix = fileSystem().parse(root()).path() + "/";
        return fileSystem().list(location(path)).stream()
                .map(f -> f.location().path())
                .peek(p -> assertThat(p).startsWith(prefix))
                .map(p -> p.substring(prefix.length()))
                .toList();
    }

    static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).satisfies(thrown -> {
            Throwable error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            assertThat(error).isInstanceOf(EngineException.class);
            assertThat(((EngineException) error).code()).as(error.getMessage()).isEqualTo(code);
        });
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
