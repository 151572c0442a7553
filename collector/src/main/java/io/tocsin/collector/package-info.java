/**
 * Docker Engine to telemetry topics: events, log lines, resource samples and inspect facts of every
 * container, published once. What must not live here: any judgement of what is wrong.
 */
@NullMarked
package io.tocsin.collector;

import org.jspecify.annotations.NullMarked;
