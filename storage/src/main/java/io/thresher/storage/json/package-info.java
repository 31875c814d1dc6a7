/**
 * JSON files: one object a line, or whole documents of objects. Start with {@link
 * io.thresher.storage.json.JsonFormatReader}; {@link io.thresher.storage.json.JsonRecords} finds the objects, {@link
 * io.thresher.storage.json.JsonBatchReader} turns their members into columns. Nested values are JSON text.
 */
@NullMarked
package io.thresher.storage.json;

import org.jspecify.annotations.NullMarked;
