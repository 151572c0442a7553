/**
 * Lays outlines out by logic-less templates, the shipped ones and those that people write, within a
 * receiver's limits. What must not live here: what a message says, how it is sent.
 */
@NullMarked
package io.tocsin.alerts.template;

import org.jspecify.annotations.NullMarked;
