/**
 * Java flight recorder events: numbers of a run for whoever records it, at next to no cost for whoever does not. Must
 * not import anything of ours.
 */
@NullMarked
package io.thresher.execution.event;

import org.jspecify.annotations.NullMarked;
