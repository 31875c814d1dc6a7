/**
 * Avatica's protocol on our queries: {@link io.thresher.server.avatica.EngineMeta} maps its calls, {@link
 * io.thresher.server.avatica.AvaticaEndpoint} its bytes. Values are rows from here on. Must not import Netty's own classes.
 */
@NullMarked
package io.thresher.server.avatica;

import org.jspecify.annotations.NullMarked;
