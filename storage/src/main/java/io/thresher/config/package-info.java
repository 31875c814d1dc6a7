/**
 * Settings as typed constants. Each area has an options class, {@link io.thresher.config.MemoryOptions} for one; {@link
 * io.thresher.config.EngineConfig} reads them from overrides, environment and file, {@link
 * io.thresher.config.SessionOptions} lays a session's own values over them. The only package that reads system
 * properties and the environment. Imports nothing of ours but {@code error}.
 */
@NullMarked
package io.thresher.config;

import org.jspecify.annotations.NullMarked;
