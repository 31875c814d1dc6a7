/**
 * Tables that find build rows by key: {@link io.thresher.execution.join.table.JoinTable} is what a join sees, one class a kind
 * of keys below it. Rows are stored partition by partition, each partition in a range of the table's places that no other
 * touches. Must not import plans or the build side.
 */
@NullMarked
package io.thresher.execution.join.table;

import org.jspecify.annotations.NullMarked;
