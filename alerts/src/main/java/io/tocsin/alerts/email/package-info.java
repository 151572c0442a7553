/**
 * E-mail by SMTP: an incident as one thread of messages in text and HTML. What must not live here:
 * delivery, other receivers.
 */
@NullMarked
package io.tocsin.alerts.email;

import org.jspecify.annotations.NullMarked;
