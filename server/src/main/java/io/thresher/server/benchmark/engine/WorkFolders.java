package io.thresher.server.benchmark.engine;

import java.nio.file.Path;

/** Where engines may write: a temporary folder that is gone afterwards, and one for what they log, which stays. */
public record WorkFolders(Path temporary, Path logs) {
    Path log(String engine) {
        return logs.resolve(engine + ".log");
    }
}
