/**
 * What can be set of a receiver: its kind, its fields, what was given, what is wrong with it. What
 * must not live here: files, YAML, any one receiver.
 */
@NullMarked
package io.tocsin.alerts.setup;

import org.jspecify.annotations.NullMarked;
