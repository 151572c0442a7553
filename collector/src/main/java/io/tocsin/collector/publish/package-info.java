/**
 * Records on their way to Kafka: in order, with backpressure, spooled to disk while the broker is
 * away, and with every loss counted. Nothing here knows what the records mean.
 */
@NullMarked
package io.tocsin.collector.publish;

import org.jspecify.annotations.NullMarked;
