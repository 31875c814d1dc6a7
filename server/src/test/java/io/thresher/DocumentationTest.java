package io.thresher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name is there. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z0-9]*)+)`");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        return Files.walk(folder).filter(file -> file.toString().endsWith(ending));
    }

    /** Every word of the main sources: our types, and those of libraries that they use. */
    private static Set<String> words() throws IOException {
        Set<String> words = new TreeSet<>();
        for (String module : new String[] {"storage", "execution", "parser-planner", "server", "jdbc-driver"}) {
            try (Stream<Path> sources = files(ROOT.resolve(module).resolve("src"), ".java")) {
                for (Path source : (Iterable<Path>) sources::iterator) {
                    Matcher word = WORD.matcher(Files.readString(source));
                    while (word.find()) {
                        words.add(word.group());
                    }
                }
            }
        }
        return words;
    }

    @Test
    void typesNamedInTheArchitectureExist() throws IOException {
        Set<String> words = words();
        Set<String> missing = new TreeSet<>();
        Matcher type = TYPE.matcher(Files.readString(ROOT.resolve("docs").resolve("ARCHITECTURE.md")));
        while (type.find()) {
            if (!words.contains(type.group(1))) {
                missing.add(type.group(1));
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void linksLeadToFiles() throws IOException {
        Set<String> broken = new TreeSet<>();
        try (Stream<Path> pages =
                Stream.concat(Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md"))) {
            for (Path page : (Iterable<Path>) pages::iterator) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    Path target = page.resolveSibling(link.group(1).strip());
                    if (!Files.exists(target)) {
                        broken.add(ROOT.relativize(page) + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
