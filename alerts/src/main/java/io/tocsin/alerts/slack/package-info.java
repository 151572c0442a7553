/**
 * Slack's incoming webhooks: an incident as Block Kit. What must not live here: delivery, other
 * receivers.
 */
@NullMarked
package io.tocsin.alerts.slack;

import org.jspecify.annotations.NullMarked;
