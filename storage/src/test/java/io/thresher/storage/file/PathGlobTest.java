package io.thresher.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.thresher.error.EngineException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "a*, abc, true",
        "a*c, abc, true",
        "a*c, abd, false",
        "*a*b*, xaxbx, true",
        "?, a, true",
        "?, ab, false",
        "[abc]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[^a-c]x, ax, false",
        "[]]x, ]x, true",
        "[a, [a, true",
        "a.b, axb, false",
        "(a+, (a+, true",
    })
    void elementsMatch(String pattern, String name, boolean expected) {
        assertThat(PathGlob.matches(pattern, name)).isEqualTo(expected);
    }

    @Test
    void bracesStandForAlternatives() {
        assertThat(PathGlob.alternatives("a{b,c{d,e}}f")).containsExactlyInAnyOrder("abf", "acdf", "acef");
        assertThat(PathGlob.alternatives("a{b")).containsExactly("a{b");
        assertThatThrownBy(() -> PathGlob.alternatives("{a,b}".repeat(11))).isInstanceOf(EngineException.class);
    }

    @Test
    void manyStarsStayFast() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(PathGlob.matches("*a".repeat(500) + "b", "a".repeat(5000)))
                        .isFalse());
    }
}
