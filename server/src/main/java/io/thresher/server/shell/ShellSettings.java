package io.thresher.server.shell;

/** What a user of the shell has switched on. One thread. */
final class ShellSettings {
    OutputFormat format = OutputFormat.TABLE;
    boolean timing = true;
    boolean pager = true;
}
