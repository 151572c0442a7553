/**
 * Telemetry topics to findings to incidents. Detectors and correlation are plain functions of
 * records; Kafka Streams only carries them. What must not live here: Docker, HTTP, receivers.
 */
@NullMarked
package io.tocsin.streams;

import org.jspecify.annotations.NullMarked;
