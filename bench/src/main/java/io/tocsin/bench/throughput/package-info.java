/** Log lines a second through the whole log topology, against a plain consumer. */
@NullMarked
package io.tocsin.bench.throughput;

import org.jspecify.annotations.NullMarked;
