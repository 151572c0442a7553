/**
 * All detectors in one list, and the rules that use them. What must not live here: Kafka, files.
 */
@NullMarked
package io.tocsin.streams.rules;

import org.jspecify.annotations.NullMarked;
