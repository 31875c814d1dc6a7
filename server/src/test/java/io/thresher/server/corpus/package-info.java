/**
 * Runs the public corpora that lie beside the project against the engine: {@link io.thresher.server.corpus.Corpora}
 * finds and unpacks them, {@code CorpusTest} holds the bar of each, and {@link io.thresher.server.corpus.CorpusMain}
 * runs one against any JDBC URL. Nothing of a corpus is kept in the project; without them the tests are skipped.
 */
@NullMarked
package io.thresher.server.corpus;

import org.jspecify.annotations.NullMarked;
