/**
 * A plan as a DAG of fragments joined by exchanges, and who runs them: {@link
 * io.thresher.execution.fragment.StageRunner}. The embedded runner uses this process's worker threads.
 */
@NullMarked
package io.thresher.execution.fragment;

import org.jspecify.annotations.NullMarked;
