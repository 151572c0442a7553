/**
 * The Kafka side of alerts: reads incidents, keeps the ledger and the dead letters. What must not
 * live here: what is told, and how.
 */
@NullMarked
package io.tocsin.alerts.kafka;

import org.jspecify.annotations.NullMarked;
