/**
 * The embedded catalog: one folder a schema, one JSON file a table. Start with {@link
 * io.thresher.storage.catalog.file.FileCatalog}; {@link io.thresher.storage.catalog.file.CatalogFolder} makes changes
 * atomic and durable. Writes only below its own folder.
 */
@NullMarked
package io.thresher.storage.catalog.file;

import org.jspecify.annotations.NullMarked;
