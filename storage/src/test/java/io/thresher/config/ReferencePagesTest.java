package io.thresher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Compares the reference pages with the code; with {@code -Dreference.regenerate=true} writes them anew. */
class ReferencePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "reference");
    private static final String HOW = "<!-- Generated. Rewrite with: mvn -pl storage test -Dtest=ReferencePagesTest"
            + " -Dreference.regenerate=true -->\n\n";

    @Test
    void configurationPageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(HOW)
                .append("# Options\n\n")
                .append(
                        "Set an option with `-D name=value`, with the environment variable in the last column, or as a\n")
                .append(
                        "line `name = value` of the file given with `--config`; the first of these counts. Options marked\n")
                .append(
                        "*session* can also be changed with `SET name = value`. Sizes are written `512MB`, `2GB` or `50%`\n")
                .append("of the machine's memory, durations `500ms`, `30s`, `5min` or `2h`.\n\n")
                .append("| option | type | default | what it does | environment |\n|---|---|---|---|---|\n");
        for (ConfigOption<?> option : EngineOptions.all()) {
            String type = option.type().name() + (option.isSession() ? ", *session*" : "");
            String initial = option.defaultText().isEmpty() ? "none" : option.defaultText();
            page.append("| `" + option.name() + "` | " + type + " | " + initial + " | " + option.description() + " | `"
                    + option.environmentName() + "` |\n");
        }
        compare("configuration.md", page.toString());
    }

    @Test
    void errorsPageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(HOW)
                .append("# Errors\n\n")
                .append("Every error has a code and an SQLSTATE. The kind says who can mend it:\n\n")
                .append("- **user**: the statement is wrong, or data does not fit what the statement does with it;\n")
                .append(
                        "- **resource**: a limit was reached; retry later, or raise the limit that the message names;\n")
                .append("- **external**: a file or another system failed or holds bad content;\n")
                .append("- **internal**: a bug of ours; please report it with the query id.\n\n")
                .append("| code | SQLSTATE | kind |\n|---|---|---|\n");
        for (ErrorCode code : ErrorCode.values()) {
            String kind = code.kind().name().toLowerCase(Locale.ROOT);
            page.append("| `" + code + "` | " + code.sqlState() + " | " + kind + " |\n");
        }
        compare("errors.md", page.toString());
    }

    private static void compare(String name, String expected) throws IOException {
        Path file = PAGES.resolve(name);
        if (Boolean.getBoolean("reference.regenerate")) {
            Files.createDirectories(PAGES);
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("run with -Dreference.regenerate=true and commit the page")
                .content()
                .isEqualTo(expected);
    }
}
