package io.thresher.config;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** What defaults depend on: the memory and cores that the process may use, its user's home folder. */
final class Machine {
    /** Assumed where the JVM cannot tell. */
    private static final long FALLBACK_MEMORY_BYTES = 4L << 30;

    private Machine() {}

    /** Memory of the machine, or of the container the process runs in; asked once, as a container's takes reading files. */
    static long memoryBytes() {
        return Memory.BYTES;
    }

    private static final class Memory {
        private static final long BYTES = total();

        private static long total() {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean machine
                    ? machine.getTotalMemorySize()
                    : FALLBACK_MEMORY_BYTES;
        }
    }

    static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    static Path home() {
        return Path.of(System.getProperty("user.home", "."));
    }
}
