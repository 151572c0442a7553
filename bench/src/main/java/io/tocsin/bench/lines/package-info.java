/** Log lines to measure with, the same for the same seed. No measuring here. */
@NullMarked
package io.tocsin.bench.lines;

import org.jspecify.annotations.NullMarked;
