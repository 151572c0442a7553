/**
 * The collector: what the Docker Engine tells, published as telemetry. Here are its configuration,
 * its status and the wiring of its parts; what the parts do is in the packages below. Nothing here
 * decides what is wrong with a container.
 */
@NullMarked
package io.tocsin.collector;

import org.jspecify.annotations.NullMarked;
