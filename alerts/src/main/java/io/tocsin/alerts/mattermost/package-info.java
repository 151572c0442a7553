/**
 * Mattermost and Rocket.Chat: an incident as one attachment. What must not live here: delivery,
 * other receivers.
 */
@NullMarked
package io.tocsin.alerts.mattermost;

import org.jspecify.annotations.NullMarked;
