/**
 * The launcher's commands and the interactive SQL shell, on plain JDBC. Start with {@link io.thresher.server.shell.Launcher}. The only
 * package that knows picocli and JLine.
 */
@NullMarked
package io.thresher.server.shell;

import org.jspecify.annotations.NullMarked;
