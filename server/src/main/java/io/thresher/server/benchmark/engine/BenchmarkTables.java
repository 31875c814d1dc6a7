package io.thresher.server.benchmark.engine;

import java.nio.file.Path;
import java.util.Map;

/** The suite's tables for an engine: the folder that holds their files, and each file by its table's name. */
public record BenchmarkTables(Path folder, Map<String, Path> files) {}
