package io.thresher.server.benchmark.engine;

/** An engine that takes part. */
public interface Contender {
    /** Its short name, unique in a comparison. */
    String name();

    /** Starts a process of it and makes the tables; the caller closes it. */
    Engine open();

    /** Whether a fresh process means something: not for a server that somebody else runs, nor for tables that are loaded first. */
    boolean hasColdStart();
}
