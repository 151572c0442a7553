/**
 * The shared language of Tocsin: the records that travel in its topics, their keys, their wire
 * format and their units. Every other module speaks it. What must not live here: Docker, Kafka
 * Streams, HTTP, clocks, and any decision about what is wrong.
 */
@NullMarked
package io.tocsin.telemetry;

import org.jspecify.annotations.NullMarked;
