/**
 * The server as JDBC clients and attackers see it: getters, parameters, metadata, cancel, back-pressure, hostile messages. Start with
 * ResultSetTest.
 */
@NullMarked
package io.thresher.server.wire;

import org.jspecify.annotations.NullMarked;
