/**
 * Commands of this machine: an incident on their standard input. What must not live here: delivery,
 * other receivers.
 */
@NullMarked
package io.tocsin.alerts.command;

import org.jspecify.annotations.NullMarked;
