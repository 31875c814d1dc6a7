/**
 * HTTP on Netty: {@link io.thresher.server.netty.NettyServer} and the handler that takes requests off the event loop. The only
 * package that knows Netty.
 */
@NullMarked
package io.thresher.server.netty;

import org.jspecify.annotations.NullMarked;
