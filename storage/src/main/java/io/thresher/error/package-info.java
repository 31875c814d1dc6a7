/**
 * What can go wrong, as one exception type and one enum of codes. Start with {@link io.thresher.error.ErrorCode}.
 * Imports nothing of ours.
 */
@NullMarked
package io.thresher.error;

import org.jspecify.annotations.NullMarked;
