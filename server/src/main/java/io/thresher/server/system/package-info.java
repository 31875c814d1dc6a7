/**
 * The schema {@code system}: what the server knows of itself, as tables. A new one implements
 * {@link io.thresher.server.system.SystemTable} and is listed where the server is put together.
 */
@NullMarked
package io.thresher.server.system;

import org.jspecify.annotations.NullMarked;
