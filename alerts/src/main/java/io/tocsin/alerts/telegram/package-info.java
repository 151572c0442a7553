/** Telegram's bots: an incident as HTML. What must not live here: delivery, other receivers. */
@NullMarked
package io.tocsin.alerts.telegram;

import org.jspecify.annotations.NullMarked;
