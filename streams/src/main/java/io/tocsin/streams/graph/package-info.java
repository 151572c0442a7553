/**
 * Who depends on whom on one host: as people declared it, as labels say, and as the services' own
 * lines and commands give away. What must not live here: Kafka, clocks, what is wrong with whom.
 */
@NullMarked
package io.tocsin.streams.graph;

import org.jspecify.annotations.NullMarked;
