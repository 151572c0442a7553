/**
 * PagerDuty Events v2: an incident as one alert that is triggered and resolved. What must not live
 * here: delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.pagerduty;

import org.jspecify.annotations.NullMarked;
