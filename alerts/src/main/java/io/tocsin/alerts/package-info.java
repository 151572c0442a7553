/**
 * Incidents to receivers: what is told to whom, once. Here stand the notifier and its
 * configuration; the packages below hold the policy, the delivery, the Kafka side and one receiver
 * each. What must not live here: detection, Docker.
 */
@NullMarked
package io.tocsin.alerts;

import org.jspecify.annotations.NullMarked;
