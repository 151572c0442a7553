/**
 * Takes secrets out of text before it leaves the collector. Pure functions of text; no clock, no
 * Docker, no Kafka.
 */
@NullMarked
package io.tocsin.collector.redact;

import org.jspecify.annotations.NullMarked;
