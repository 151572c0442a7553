/**
 * What every detector is made of: parameters, rules, findings, snapshots. A detector is a state
 * machine that is fed with records and with the progress of time. What must not live here: Kafka,
 * HTTP, clocks.
 */
@NullMarked
package io.tocsin.streams.detect;

import org.jspecify.annotations.NullMarked;
