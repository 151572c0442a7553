/**
 * The storm: many incidents in a minute for receivers that misbehave, while the notifier is killed
 * every few seconds. What must not live here: how the notifier works.
 */
@NullMarked
package io.tocsin.bench.storm;

import org.jspecify.annotations.NullMarked;
