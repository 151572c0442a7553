/**
 * What is told to whom, and when it is tried again: pure functions of records, with time as a
 * parameter. What must not live here: Kafka, HTTP, clocks, threads.
 */
@NullMarked
package io.tocsin.alerts.policy;

import org.jspecify.annotations.NullMarked;
