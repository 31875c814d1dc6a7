/**
 * The main program and the composition root: every service is created here. Start with EngineServer.
 */
@NullMarked
package io.thresher.server;

import org.jspecify.annotations.NullMarked;
