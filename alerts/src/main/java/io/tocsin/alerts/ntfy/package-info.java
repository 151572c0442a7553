/**
 * ntfy: an incident as one notification that is updated. What must not live here: delivery, other
 * receivers.
 */
@NullMarked
package io.tocsin.alerts.ntfy;

import org.jspecify.annotations.NullMarked;
