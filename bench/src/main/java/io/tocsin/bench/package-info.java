/**
 * Benchmarks: what is promised in figures, measured by one command each. What must not live here:
 * anything that another module uses.
 */
@NullMarked
package io.tocsin.bench;

import org.jspecify.annotations.NullMarked;
