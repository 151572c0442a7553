/**
 * The generic webhook: the incident's own JSON, signed as Standard Webhooks 1.0 says. What must not
 * live here: delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.webhook;

import org.jspecify.annotations.NullMarked;
