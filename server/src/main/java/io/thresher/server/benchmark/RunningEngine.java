package io.thresher.server.benchmark;

import io.thresher.server.benchmark.engine.Engine;

/** An engine that runs, under its short name. */
record RunningEngine(String name, Engine engine) {}
