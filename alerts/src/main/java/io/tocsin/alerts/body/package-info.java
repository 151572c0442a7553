/**
 * The incident as JSON, trimmed to what a receiver takes. What must not live here: the headers and
 * signatures of any receiver.
 */
@NullMarked
package io.tocsin.alerts.body;

import org.jspecify.annotations.NullMarked;
