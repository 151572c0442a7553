/**
 * Discord's webhooks: an incident as one embed. What must not live here: delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.discord;

import org.jspecify.annotations.NullMarked;
