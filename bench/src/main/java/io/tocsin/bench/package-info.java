/** Benchmarks and the fault suite. Nothing depends on it. */
@NullMarked
package io.tocsin.bench;

import org.jspecify.annotations.NullMarked;
