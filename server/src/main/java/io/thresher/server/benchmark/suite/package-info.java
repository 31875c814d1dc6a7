/**
 * The benchmark suites that users can name: {@link io.thresher.server.benchmark.suite.Suite} joins tables and queries. The texts are
 * resources under {@code benchmark/<suite>}. Knows no engine.
 */
@NullMarked
package io.thresher.server.benchmark.suite;

import org.jspecify.annotations.NullMarked;
