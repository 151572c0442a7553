/**
 * How often the forecast of memory rings for nothing, and how well it foresees leaks, on made-up
 * containers. What must not live here: anything that needs an engine.
 */
@NullMarked
package io.tocsin.bench.forecast;

import org.jspecify.annotations.NullMarked;
