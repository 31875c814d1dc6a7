package io.thresher.execution.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.thresher.execution.function.scalar.ScalarFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compares the function reference with the registry; with {@code -Dreference.regenerate=true} writes it anew. */
class FunctionReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "functions.md");

    @Test
    void functionsPageIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(
                "<!-- Generated. Rewrite with: mvn -pl execution -am test -Dtest=FunctionReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dreference.regenerate=true -->\n\n");
        page.append("# Scalar functions\n\n")
                .append(
                        "The names are the engine's own; SQL spells some of them as operators or keywords, as the examples\n")
                .append(
                        "show. Arguments convert to the nearest of the types listed: `VARCHAR` takes any text, `INTEGER` the\n")
                .append(
                        "smaller integers too, `DECIMAL` any precision, `ANY` everything. `?` marks an optional argument,\n")
                .append("`...` one that may be repeated; `SAME` is the type of the arguments. Unless the text says\n")
                .append("otherwise, the result is NULL if an argument is.\n");
        for (FunctionGroup group : FunctionGroup.values()) {
            page.append("\n## ").append(group.title()).append("\n\n");
            page.append("| function | arguments and result | what it does | example |\n|---|---|---|---|\n");
            for (ScalarFunction function : ScalarFunctions.registry().scalarFunctions()) {
                if (function.group() == group) {
                    page.append(row(function));
                }
            }
        }
        if (Boolean.getBoolean("reference.regenerate")) {
            Files.writeString(PAGE, page.toString());
        }
        assertThat(PAGE)
                .as("run with -Dreference.regenerate=true and commit the page")
                .content()
                .isEqualTo(page.toString());
    }

    private static String row(ScalarFunction function) {
        StringBuilder signatures = new StringBuilder();
        for (ScalarFunction.Overload overload : function.overloads()) {
            signatures.append(signatures.isEmpty() ? "" : "<br>");
            signatures.append('`').append(overload.signature()).append('`');
        }
        return "| `" + function.name() + "` | " + signatures + " | " + cell(function.description()) + " | `"
                + cell(function.example()) + "` |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
