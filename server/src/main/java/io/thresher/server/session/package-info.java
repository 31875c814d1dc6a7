/**
 * Who is connected: {@link io.thresher.server.session.Session} with its schema and options, and the {@link
 * io.thresher.server.session.SessionRegistry}. Must not import the wire protocol or Netty.
 */
@NullMarked
package io.thresher.server.session;

import org.jspecify.annotations.NullMarked;
