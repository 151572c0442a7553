/**
 * Alertmanager: an incident as one alert that is sent again while it fires. What must not live
 * here: delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.alertmanager;

import org.jspecify.annotations.NullMarked;
