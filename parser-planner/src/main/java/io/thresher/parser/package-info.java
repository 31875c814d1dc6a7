/**
 * From text to a syntax tree. Start with {@link io.thresher.parser.SqlParser}. Queries go through Calcite's Babel grammar
 * after {@link io.thresher.parser.QueryRewriter} has respelled, token by token, what that grammar lacks; every other
 * statement is read by {@link io.thresher.parser.CommandParser}. No names are looked up here.
 */
@NullMarked
package io.thresher.parser;

import org.jspecify.annotations.NullMarked;
