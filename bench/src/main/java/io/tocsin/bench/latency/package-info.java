/** From the engine's own event to the arrival of the post, on real containers. */
@NullMarked
package io.tocsin.bench.latency;

import org.jspecify.annotations.NullMarked;
