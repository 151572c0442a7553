/** The detector {@code telemetry-gap}: telemetry was lost and cannot be had any more. */
@NullMarked
package io.tocsin.streams.detect.telemetrygap;

import org.jspecify.annotations.NullMarked;
