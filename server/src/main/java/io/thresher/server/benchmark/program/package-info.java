/**
 * What a program on a command line needs: {@link io.thresher.server.benchmark.program.Console} to speak to its user, a progress bar, and
 * {@link io.thresher.server.benchmark.program.Cleanup}, which leaves nothing behind however the program ends.
 */
@NullMarked
package io.thresher.server.benchmark.program;

import org.jspecify.annotations.NullMarked;
