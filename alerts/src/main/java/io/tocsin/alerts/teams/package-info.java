/**
 * Microsoft Teams by a workflow: an incident as an Adaptive Card. What must not live here:
 * delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.teams;

import org.jspecify.annotations.NullMarked;
