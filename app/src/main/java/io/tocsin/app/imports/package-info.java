/**
 * Reads what people have after an outage without Tocsin (dumps of logs, events, inspections,
 * exports of clouds) as telemetry, and accounts for every line. What must not live here: what the
 * records mean, and where they go.
 */
@NullMarked
package io.tocsin.app.imports;

import org.jspecify.annotations.NullMarked;
