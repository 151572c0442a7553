/**
 * Takes secrets out of text before it leaves the collector, and once more before it is told. Pure
 * functions of text; no clock, no Docker, no Kafka.
 */
@NullMarked
package io.tocsin.telemetry.redact;

import org.jspecify.annotations.NullMarked;
