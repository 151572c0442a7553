/**
 * The program's own log: one line an entry, to standard error. What must not live here: anything
 * but its format and its levels.
 */
@NullMarked
package io.tocsin.app.logs;

import org.jspecify.annotations.NullMarked;
