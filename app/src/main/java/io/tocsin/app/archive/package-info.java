/**
 * Recorded telemetry in a file: written and read as a stream, in constant memory, past damage. The
 * format is in docs/archive.md. What must not live here: what the records mean, and where they come
 * from.
 */
@NullMarked
package io.tocsin.app.archive;

import org.jspecify.annotations.NullMarked;
