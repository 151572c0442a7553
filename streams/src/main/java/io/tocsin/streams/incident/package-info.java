/**
 * Findings to incidents: which belong together, what broke first, and how to say it. Plain
 * functions of records. What must not live here: Kafka, HTTP, clocks.
 */
@NullMarked
package io.tocsin.streams.incident;

import org.jspecify.annotations.NullMarked;
