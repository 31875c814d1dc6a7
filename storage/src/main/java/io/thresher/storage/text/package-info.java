/**
 * What text formats share: {@link io.thresher.storage.text.ByteSource} streams a file's bytes as UTF-8, decompressed and
 * transcoded; a {@link io.thresher.storage.text.TextColumnWriter} turns the text of values into a column of one type;
 * {@link io.thresher.storage.text.TypeInference} finds the types. Knows no format.
 */
@NullMarked
package io.thresher.storage.text;

import org.jspecify.annotations.NullMarked;
