/**
 * Scenarios as data: a story of telemetry in a few lines of text, and what must be found in it.
 * What must not live here: files, YAML, and any detector's own knowledge.
 */
@NullMarked
package io.tocsin.streams.scenario;

import org.jspecify.annotations.NullMarked;
