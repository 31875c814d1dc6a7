/**
 * Tables and what is known of them, shaped after the Hive metastore's model. Start with {@link
 * io.thresher.storage.catalog.Catalog}. All records are immutable snapshots. No SQL, no Calcite.
 */
@NullMarked
package io.thresher.storage.catalog;

import org.jspecify.annotations.NullMarked;
