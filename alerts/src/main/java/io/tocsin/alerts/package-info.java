/**
 * Incidents to receivers: what is told to whom, once. What must not live here: detection, Docker.
 */
@NullMarked
package io.tocsin.alerts;

import org.jspecify.annotations.NullMarked;
