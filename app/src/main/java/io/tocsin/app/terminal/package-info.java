/**
 * What a person sees in the terminal: lines, colours, progress. What must not live here: what the
 * lines mean.
 */
@NullMarked
package io.tocsin.app.terminal;

import org.jspecify.annotations.NullMarked;
