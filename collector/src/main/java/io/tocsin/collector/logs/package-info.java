/**
 * Containers' logs: followed, taken out of their frames, put together into lines, freed of doubles
 * and secrets, and published.
 */
@NullMarked
package io.tocsin.collector.logs;

import org.jspecify.annotations.NullMarked;
