/**
 * Runs statements and digests their answers, here and in the processes of other engines: {@link io.thresher.server.benchmark.worker.PeerWorker}
 * is the main program there. Its class path is this jar and the other engine's, so this package must not import anything but the JDK.
 */
@NullMarked
package io.thresher.server.benchmark.worker;

import org.jspecify.annotations.NullMarked;
