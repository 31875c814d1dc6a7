/**
 * The JDBC driver: Avatica's remote driver under our URL prefix and defaults. Start with ThresherDriver.
 * Must not import engine code.
 */
@NullMarked
package io.thresher.jdbc;

import org.jspecify.annotations.NullMarked;
