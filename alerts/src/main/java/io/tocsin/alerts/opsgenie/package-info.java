/**
 * Opsgenie and what speaks its API: an incident as one alert that is created and closed. What must
 * not live here: delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.opsgenie;

import org.jspecify.annotations.NullMarked;
