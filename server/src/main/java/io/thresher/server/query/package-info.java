/**
 * One statement's run: {@link io.thresher.server.query.QueryManager} plans and starts it, {@link
 * io.thresher.server.query.QueryExecution} follows it to its one terminal state. Must not import the wire protocol.
 */
@NullMarked
package io.thresher.server.query;

import org.jspecify.annotations.NullMarked;
