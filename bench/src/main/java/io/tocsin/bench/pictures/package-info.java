/**
 * Draws what each receiver shows of a message, from the very text that it is sent: no picture in
 * the documentation is drawn by hand. What must not live here: the messages themselves.
 */
@NullMarked
package io.tocsin.bench.pictures;

import org.jspecify.annotations.NullMarked;
