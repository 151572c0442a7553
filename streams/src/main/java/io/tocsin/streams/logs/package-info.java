/**
 * Log lines to entries: levels, and stack traces joined to what they belong to. What must not live
 * here: Kafka, clocks, regular expressions (this is the hot path).
 */
@NullMarked
package io.tocsin.streams.logs;

import org.jspecify.annotations.NullMarked;
