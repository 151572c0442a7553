/**
 * Delivers what the policy wants told: one queue a receiver, retries, the ledger's and the dead
 * letters' ports, the HTTP post. What must not live here: Kafka, the formats of receivers.
 */
@NullMarked
package io.tocsin.alerts.delivery;

import org.jspecify.annotations.NullMarked;
