/**
 * The engines that are compared, each in a process of its own: {@link io.thresher.server.benchmark.engine.Contender} opens an
 * {@link io.thresher.server.benchmark.engine.Engine}. Knows no suites.
 */
@NullMarked
package io.thresher.server.benchmark.engine;

import org.jspecify.annotations.NullMarked;
