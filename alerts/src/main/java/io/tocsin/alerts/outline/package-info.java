/**
 * What a message says and in which order, for every receiver alike: plain text without secrets,
 * markup or escapes. What must not live here: the format of any receiver, templates.
 */
@NullMarked
package io.tocsin.alerts.outline;

import org.jspecify.annotations.NullMarked;
